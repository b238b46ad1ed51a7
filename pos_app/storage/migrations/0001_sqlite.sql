-- The first schema, frozen: later changes are migrations of their own. Statements are parted by an empty line.

CREATE TABLE attachment (
    sha256 TEXT NOT NULL,
    media TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (sha256)
)
 STRICT

CREATE TABLE audit (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT

CREATE TABLE category (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name)
)
 STRICT

CREATE TABLE code_counter (
    prefix TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (prefix)
)
 STRICT

CREATE TABLE consignor (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    address TEXT,
    phone TEXT,
    agreement TEXT,
    agreed_on TEXT NOT NULL,
    terms TEXT NOT NULL,
    terms_value INTEGER NOT NULL,
    spoilt_by TEXT NOT NULL,
    settle_days INTEGER NOT NULL,
    unsold_days INTEGER NOT NULL,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (name)
)
 STRICT

CREATE TABLE coop_shop (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    public_key TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (uid)
)
 STRICT

CREATE TABLE customer (
    id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    member INTEGER NOT NULL,
    reseller INTEGER NOT NULL,
    limit_idr INTEGER,
    due_days INTEGER,
    note TEXT,
    archived_at TEXT,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (number)
)
 STRICT

CREATE TABLE document_counter (
    series TEXT NOT NULL,
    business_day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (series, business_day)
)
 STRICT

CREATE TABLE due_paper (
    month TEXT NOT NULL,
    number TEXT NOT NULL,
    at TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (month)
)
 STRICT

CREATE TABLE held_basket (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    till TEXT NOT NULL,
    person TEXT NOT NULL,
    held_at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    customer TEXT,
    first TEXT NOT NULL,
    kinds INTEGER NOT NULL,
    total_idr INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT

CREATE TABLE issued_paper (
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    period_first TEXT NOT NULL,
    period_last TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    figures TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (sha256),
    UNIQUE (number)
)
 STRICT

CREATE TABLE maker (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    size TEXT NOT NULL,
    regency TEXT,
    place TEXT,
    PRIMARY KEY (id),
    UNIQUE (name)
)
 STRICT

CREATE TABLE month_closing (
    id INTEGER NOT NULL,
    month TEXT NOT NULL,
    event TEXT NOT NULL,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    why TEXT,
    kept TEXT,
    papers TEXT,
    PRIMARY KEY (id)
)
 STRICT

CREATE INDEX month_closing_by_month ON month_closing (month)

CREATE TABLE name_alias (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    stands_for TEXT NOT NULL,
    PRIMARY KEY (kind, name)
)
 STRICT

CREATE TABLE open_cart (
    till TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (till)
)
 STRICT

CREATE TABLE open_exchange (
    till TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (till)
)
 STRICT

CREATE TABLE person (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    pin_hash TEXT,
    wrong INTEGER NOT NULL,
    wrong_at TEXT,
    archived_at TEXT,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name)
)
 STRICT

CREATE TABLE print_job (
    id INTEGER NOT NULL,
    till TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    tries INTEGER NOT NULL,
    body BLOB,
    PRIMARY KEY (id)
)
 STRICT

CREATE INDEX print_job_by_state ON print_job (state, till)

CREATE TABLE promotion (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    off_idr INTEGER,
    off_bp INTEGER,
    buy INTEGER NOT NULL,
    free INTEGER NOT NULL,
    price_idr INTEGER NOT NULL,
    points INTEGER NOT NULL,
    domestic INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    weekdays TEXT NOT NULL,
    begins TEXT,
    ends TEXT,
    person TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (id)
)
 STRICT

CREATE TABLE receipt_counter (
    till TEXT NOT NULL,
    business_day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (till, business_day)
)
 STRICT

CREATE TABLE sale_article_month (
    month TEXT NOT NULL,
    product_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    pieces_milli INTEGER NOT NULL,
    PRIMARY KEY (month, product_id, kind, origin)
)
 STRICT

CREATE TABLE sale_day (
    business_day TEXT NOT NULL,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    strength TEXT NOT NULL,
    evidence_kind TEXT NOT NULL,
    tkdn_bp INTEGER NOT NULL,
    maker TEXT NOT NULL,
    maker_size TEXT NOT NULL,
    maker_regency TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    pass_through_idr INTEGER NOT NULL,
    pieces_milli INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (business_day, category, kind, origin, strength, evidence_kind, tkdn_bp, maker, maker_size, maker_regency)
)
 STRICT

CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)
 STRICT

CREATE TABLE share_target (
    id INTEGER NOT NULL,
    since TEXT NOT NULL,
    month_bp INTEGER,
    year_bp INTEGER,
    PRIMARY KEY (id)
)
 STRICT

CREATE TABLE shift (
    id INTEGER NOT NULL,
    till TEXT NOT NULL,
    running INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    float_idr INTEGER NOT NULL,
    carried_idr INTEGER,
    closed_at TEXT,
    closed_by TEXT,
    counted_idr INTEGER,
    counted_notes TEXT,
    expected_idr INTEGER,
    left_idr INTEGER,
    why TEXT,
    chain TEXT,
    PRIMARY KEY (id),
    CONSTRAINT one_shift_of_a_number UNIQUE (till, running)
)
 STRICT

CREATE INDEX shift_by_till ON shift (till, closed_at)

CREATE TABLE shop (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    private_key TEXT NOT NULL,
    public_key TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_one_shop CHECK (id = 1),
    UNIQUE (uid)
)
 STRICT

CREATE TABLE stock_draft (
    uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    till TEXT NOT NULL,
    begun_day TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (uid)
)
 STRICT

CREATE TABLE stocktake (
    id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    started_at TEXT NOT NULL,
    state TEXT NOT NULL,
    ended_at TEXT,
    ended_by TEXT,
    uncounted TEXT,
    why TEXT,
    PRIMARY KEY (id),
    UNIQUE (number)
)
 STRICT

CREATE INDEX stocktake_by_state ON stocktake (state)

CREATE TABLE supplier (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    contact TEXT,
    address TEXT,
    due_days INTEGER,
    note TEXT,
    archived_at TEXT,
    PRIMARY KEY (id),
    UNIQUE (name)
)
 STRICT

CREATE TABLE till (
    name TEXT NOT NULL,
    machine TEXT NOT NULL,
    PRIMARY KEY (name)
)
 STRICT

CREATE TABLE cash_move (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    till TEXT NOT NULL,
    shift_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    why TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(shift_id) REFERENCES shift (id)
)
 STRICT

CREATE INDEX cash_move_by_shift ON cash_move (shift_id)

CREATE TABLE consignment_paper (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    consignor_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    their_number TEXT,
    their_person TEXT,
    note TEXT,
    owed_before_idr INTEGER NOT NULL,
    paid_idr INTEGER NOT NULL,
    means TEXT,
    shift_id INTEGER,
    counters_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(counters_id) REFERENCES consignment_paper (id)
)
 STRICT

CREATE INDEX consignment_paper_by_consignor ON consignment_paper (consignor_id, business_day)

CREATE INDEX consignment_paper_by_counters ON consignment_paper (counters_id)

CREATE INDEX consignment_paper_by_shift ON consignment_paper (shift_id)

CREATE TABLE coop_article (
    shop_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    uid TEXT NOT NULL,
    code TEXT NOT NULL,
    "match" TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    folded_category TEXT NOT NULL,
    unit TEXT NOT NULL,
    state TEXT NOT NULL,
    strength TEXT NOT NULL,
    evidence_kind TEXT,
    country TEXT,
    tkdn_bp INTEGER,
    price_idr INTEGER,
    on_hand_milli INTEGER NOT NULL,
    sales_idr INTEGER NOT NULL,
    PRIMARY KEY (shop_id, number),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)
 STRICT

CREATE INDEX coop_article_by_match ON coop_article ("match")

CREATE INDEX coop_article_by_shelf ON coop_article (state, folded_category, "match")

CREATE TABLE coop_month (
    shop_id INTEGER NOT NULL,
    month TEXT NOT NULL,
    receipts INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (shop_id, month),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)
 STRICT

CREATE TABLE coop_sales (
    shop_id INTEGER NOT NULL,
    month TEXT NOT NULL,
    category TEXT NOT NULL,
    state TEXT NOT NULL,
    value_idr INTEGER NOT NULL,
    pieces_milli INTEGER NOT NULL,
    covered_idr INTEGER NOT NULL,
    weighted INTEGER NOT NULL,
    ikm_idr INTEGER NOT NULL,
    strong_idr INTEGER NOT NULL,
    medium_idr INTEGER NOT NULL,
    weak_idr INTEGER NOT NULL,
    PRIMARY KEY (shop_id, month, category, state),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)
 STRICT

CREATE TABLE coop_snapshot (
    shop_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    period_first TEXT NOT NULL,
    period_last TEXT NOT NULL,
    made_at TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (shop_id),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)
 STRICT

CREATE TABLE coop_stock (
    shop_id INTEGER NOT NULL,
    category TEXT NOT NULL,
    state TEXT NOT NULL,
    value_idr INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    pieces_milli INTEGER NOT NULL,
    PRIMARY KEY (shop_id, category, state),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)
 STRICT

CREATE TABLE credit_payment (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    customer TEXT NOT NULL,
    at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    means TEXT NOT NULL,
    reference TEXT,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    shift_id INTEGER,
    undoes_id INTEGER,
    why TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(undoes_id) REFERENCES credit_payment (id)
)
 STRICT

CREATE INDEX credit_payment_by_customer ON credit_payment (customer)

CREATE INDEX credit_payment_by_shift ON credit_payment (shift_id)

CREATE TABLE maker_statement (
    id INTEGER NOT NULL,
    maker_id INTEGER NOT NULL,
    document TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    state TEXT NOT NULL,
    country TEXT,
    place TEXT,
    materials TEXT,
    attachment TEXT,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_by TEXT,
    withdrawn_why TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(attachment) REFERENCES attachment (sha256),
    CONSTRAINT one_statement_of_a_document UNIQUE (maker_id, document),
    FOREIGN KEY(maker_id) REFERENCES maker (id)
)
 STRICT

CREATE TABLE product (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    sku TEXT,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    receipt_name TEXT,
    kind TEXT NOT NULL,
    category_id INTEGER,
    maker_id INTEGER,
    brand TEXT,
    unit TEXT NOT NULL,
    price_idr INTEGER,
    member_price_idr INTEGER,
    wholesale_price_idr INTEGER,
    fee_idr INTEGER,
    average_cost INTEGER,
    last_cost INTEGER,
    tax_class TEXT NOT NULL,
    weighed INTEGER NOT NULL,
    sellable INTEGER NOT NULL,
    min_stock_milli INTEGER,
    target_stock_milli INTEGER,
    content_measure TEXT,
    content_milli INTEGER,
    picture TEXT,
    shelf TEXT,
    description TEXT,
    archived_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(picture) REFERENCES attachment (sha256),
    UNIQUE (uid),
    FOREIGN KEY(category_id) REFERENCES category (id),
    FOREIGN KEY(maker_id) REFERENCES maker (id)
)
 STRICT

CREATE INDEX product_by_category ON product (category_id)

CREATE INDEX product_by_name ON product (name)

CREATE INDEX product_by_sku ON product (sku)

CREATE INDEX product_listing ON product (archived_at, search, maker_id)

CREATE TABLE sale (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    till TEXT NOT NULL,
    at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    person TEXT NOT NULL,
    shift_id INTEGER,
    customer TEXT,
    refunds_id INTEGER,
    exchange_id INTEGER,
    why TEXT,
    cash_rounding TEXT NOT NULL,
    total_idr INTEGER NOT NULL,
    rounding_idr INTEGER NOT NULL,
    paid_idr INTEGER NOT NULL,
    change_idr INTEGER NOT NULL,
    tax_idr INTEGER NOT NULL,
    source TEXT,
    source_id TEXT,
    source_digest TEXT,
    posted_at TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_receipt_of_a_source UNIQUE (source, source_id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(refunds_id) REFERENCES sale (id),
    FOREIGN KEY(exchange_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX sale_by_customer ON sale (customer)

CREATE INDEX sale_by_day ON sale (business_day, kind)

CREATE INDEX sale_by_exchange ON sale (exchange_id)

CREATE INDEX sale_by_refunds ON sale (refunds_id)

CREATE INDEX sale_by_shift ON sale (shift_id)

CREATE TABLE stock_document (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    supplier_id INTEGER,
    their_number TEXT,
    their_date TEXT,
    due TEXT,
    other_shop TEXT,
    counters_id INTEGER,
    why TEXT,
    discount_idr INTEGER NOT NULL,
    freight_idr INTEGER NOT NULL,
    total_idr INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(supplier_id) REFERENCES supplier (id),
    FOREIGN KEY(counters_id) REFERENCES stock_document (id)
)
 STRICT

CREATE INDEX stock_document_by_counters ON stock_document (counters_id)

CREATE INDEX stock_document_by_day ON stock_document (business_day)

CREATE INDEX stock_document_by_supplier ON stock_document (supplier_id)

CREATE TABLE stocktake_part (
    id INTEGER NOT NULL,
    stocktake_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    category TEXT,
    shelf TEXT,
    closed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT one_part_of_a_name UNIQUE (stocktake_id, name),
    FOREIGN KEY(stocktake_id) REFERENCES stocktake (id)
)
 STRICT

CREATE TABLE supplier_payment (
    id INTEGER NOT NULL,
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    supplier_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    means TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    reference TEXT,
    shift_id INTEGER,
    counters_id INTEGER,
    why TEXT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(supplier_id) REFERENCES supplier (id),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(counters_id) REFERENCES supplier_payment (id)
)
 STRICT

CREATE INDEX supplier_payment_by_counters ON supplier_payment (counters_id)

CREATE INDEX supplier_payment_by_shift ON supplier_payment (shift_id)

CREATE INDEX supplier_payment_by_supplier ON supplier_payment (supplier_id)

CREATE TABLE consigned_article (
    product_id INTEGER NOT NULL,
    consignor_id INTEGER NOT NULL,
    terms TEXT NOT NULL,
    terms_value INTEGER NOT NULL,
    PRIMARY KEY (product_id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id)
)
 STRICT

CREATE INDEX consigned_article_by_consignor ON consigned_article (consignor_id)

CREATE TABLE consigned_level (
    product_id INTEGER NOT NULL,
    consignor_id INTEGER NOT NULL,
    on_hand_milli INTEGER NOT NULL,
    PRIMARY KEY (product_id, consignor_id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id)
)
 STRICT

CREATE TABLE consignment_move (
    id INTEGER NOT NULL,
    consignor_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    business_day TEXT NOT NULL,
    kind TEXT NOT NULL,
    qty_milli INTEGER NOT NULL,
    each_idr INTEGER,
    owed_idr INTEGER NOT NULL,
    paper_id INTEGER,
    sale_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(paper_id) REFERENCES consignment_paper (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX consignment_move_by_consignor ON consignment_move (consignor_id, business_day)

CREATE INDEX consignment_move_by_paper ON consignment_move (paper_id)

CREATE INDEX consignment_move_by_product ON consignment_move (product_id)

CREATE INDEX consignment_move_by_sale ON consignment_move (sale_id)

CREATE TABLE coop_article_sales (
    shop_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    month TEXT NOT NULL,
    value_idr INTEGER NOT NULL,
    PRIMARY KEY (shop_id, number, month),
    FOREIGN KEY(shop_id, number) REFERENCES coop_article (shop_id, number)
)
 STRICT

CREATE TABLE coop_code (
    shop_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    gtin TEXT NOT NULL,
    code TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (shop_id, number, gtin),
    FOREIGN KEY(shop_id, number) REFERENCES coop_article (shop_id, number)
)
 STRICT

CREATE INDEX coop_code_by_gtin ON coop_code (gtin, state)

CREATE TABLE evidence (
    id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    family TEXT,
    state TEXT NOT NULL,
    country TEXT,
    tkdn_bp INTEGER,
    bmp_bp INTEGER,
    valid_from TEXT,
    valid_until TEXT,
    expires TEXT,
    maker TEXT,
    maker_size TEXT NOT NULL,
    regency TEXT,
    note TEXT,
    attachment TEXT,
    seq INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(attachment) REFERENCES attachment (sha256),
    CONSTRAINT one_piece_of_a_kind_and_number UNIQUE (product_id, kind, number),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX evidence_by_number ON evidence (number)

CREATE TABLE origin_event (
    id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT,
    number TEXT,
    state_before TEXT NOT NULL,
    state_after TEXT NOT NULL,
    why TEXT,
    detail TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX origin_event_by_product ON origin_event (product_id)

CREATE INDEX origin_event_by_time ON origin_event (at)

CREATE TABLE parcel_part (
    parcel_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    qty_milli INTEGER NOT NULL,
    PRIMARY KEY (parcel_id, product_id),
    FOREIGN KEY(parcel_id) REFERENCES product (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX parcel_part_by_product ON parcel_part (product_id)

CREATE TABLE payment (
    id INTEGER NOT NULL,
    sale_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    means TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    reference TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX payment_by_sale ON payment (sale_id)

CREATE TABLE point_move (
    id INTEGER NOT NULL,
    customer TEXT NOT NULL,
    sale_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    points INTEGER NOT NULL,
    amount_idr INTEGER NOT NULL,
    balance INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX point_move_by_customer ON point_move (customer, id)

CREATE INDEX point_move_by_sale ON point_move (sale_id)

CREATE TABLE product_merge (
    gone_id INTEGER NOT NULL,
    kept_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    why TEXT,
    PRIMARY KEY (gone_id),
    FOREIGN KEY(gone_id) REFERENCES product (id),
    FOREIGN KEY(kept_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX product_merge_by_kept ON product_merge (kept_id)

CREATE TABLE product_origin (
    product_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    country TEXT,
    strength TEXT NOT NULL,
    tkdn_bp INTEGER,
    bmp_bp INTEGER,
    certificate TEXT,
    evidence_kind TEXT,
    "conflict" INTEGER NOT NULL,
    expired INTEGER NOT NULL,
    maker_size TEXT NOT NULL,
    maker_regency TEXT,
    resolved_state TEXT,
    resolved_why TEXT,
    resolved_seq INTEGER,
    holds_from TEXT NOT NULL,
    holds_until TEXT NOT NULL,
    PRIMARY KEY (product_id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX product_origin_by_state ON product_origin (state)

CREATE TABLE product_unit (
    id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    unit TEXT NOT NULL,
    holds_milli INTEGER,
    price_idr INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT one_unit_of_a_name UNIQUE (product_id, unit),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE TABLE promotion_part (
    id INTEGER NOT NULL,
    promotion_id INTEGER NOT NULL,
    product_id INTEGER,
    category_id INTEGER,
    qty_milli INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(promotion_id) REFERENCES promotion (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(category_id) REFERENCES category (id)
)
 STRICT

CREATE INDEX promotion_part_by_product ON promotion_part (product_id)

CREATE INDEX promotion_part_by_promotion ON promotion_part (promotion_id)

CREATE TABLE quantity_price (
    product_id INTEGER NOT NULL,
    from_milli INTEGER NOT NULL,
    price_idr INTEGER NOT NULL,
    PRIMARY KEY (product_id, from_milli),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE TABLE receipt_copy (
    id INTEGER NOT NULL,
    sale_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX receipt_copy_by_sale ON receipt_copy (sale_id)

CREATE TABLE sale_line (
    id INTEGER NOT NULL,
    sale_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    business_day TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    qty_milli INTEGER NOT NULL,
    base_qty_milli INTEGER NOT NULL,
    unit_price_idr INTEGER NOT NULL,
    gross_idr INTEGER NOT NULL,
    gross_given INTEGER NOT NULL,
    line_discount_idr INTEGER NOT NULL,
    promotion_discount_idr INTEGER NOT NULL,
    basket_discount_idr INTEGER NOT NULL,
    amount_idr INTEGER NOT NULL,
    pass_through_idr INTEGER NOT NULL,
    cost INTEGER,
    tax_class TEXT NOT NULL,
    weighed INTEGER NOT NULL,
    origin TEXT NOT NULL,
    country TEXT,
    strength TEXT NOT NULL,
    evidence_kind TEXT,
    tkdn_bp INTEGER,
    bmp_bp INTEGER,
    certificate TEXT,
    maker TEXT,
    maker_size TEXT NOT NULL,
    maker_regency TEXT,
    promotion TEXT,
    promotion_points INTEGER NOT NULL,
    price_kind TEXT,
    list_price_idr INTEGER,
    consignor TEXT,
    owed_idr INTEGER,
    member TEXT,
    refunds_line INTEGER,
    parent_no INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT one_line_of_a_number UNIQUE (sale_id, line_no),
    FOREIGN KEY(sale_id) REFERENCES sale (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX sale_line_by_day ON sale_line (business_day)

CREATE INDEX sale_line_by_product ON sale_line (product_id, business_day)

CREATE TABLE stock_document_line (
    id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    holds_milli INTEGER NOT NULL,
    qty_milli INTEGER NOT NULL,
    base_qty_milli INTEGER NOT NULL,
    unit_cost INTEGER,
    cost INTEGER,
    amount_idr INTEGER NOT NULL,
    batch TEXT,
    expires TEXT,
    last_cost_before INTEGER,
    counters_line_id INTEGER,
    reason TEXT,
    PRIMARY KEY (id),
    CONSTRAINT one_stock_line_of_a_number UNIQUE (document_id, line_no),
    FOREIGN KEY(document_id) REFERENCES stock_document (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(counters_line_id) REFERENCES stock_document_line (id)
)
 STRICT

CREATE INDEX stock_document_line_by_counters ON stock_document_line (counters_line_id)

CREATE INDEX stock_document_line_by_expiry ON stock_document_line (expires)

CREATE INDEX stock_document_line_by_product ON stock_document_line (product_id)

CREATE TABLE stock_level (
    product_id INTEGER NOT NULL,
    on_hand_milli INTEGER NOT NULL,
    PRIMARY KEY (product_id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE TABLE stock_move (
    id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    qty_milli INTEGER NOT NULL,
    cost INTEGER,
    sale_id INTEGER,
    document TEXT,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    note TEXT,
    batch TEXT,
    expires TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX stock_move_by_product ON stock_move (product_id, at)

CREATE INDEX stock_move_by_sale ON stock_move (sale_id)

CREATE TABLE stocktake_entry (
    id INTEGER NOT NULL,
    part_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    qty_milli INTEGER NOT NULL,
    at TEXT NOT NULL,
    after_move INTEGER NOT NULL,
    person TEXT NOT NULL,
    sheet TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(part_id) REFERENCES stocktake_part (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX stocktake_entry_by_part ON stocktake_entry (part_id)

CREATE TABLE stocktake_line (
    id INTEGER NOT NULL,
    stocktake_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    counted_milli INTEGER NOT NULL,
    system_milli INTEGER NOT NULL,
    cost INTEGER,
    moved_between INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_line_an_article UNIQUE (stocktake_id, product_id),
    FOREIGN KEY(stocktake_id) REFERENCES stocktake (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)
 STRICT

CREATE TABLE supplier_payment_part (
    id INTEGER NOT NULL,
    payment_id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    amount_idr INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_part_of_an_invoice UNIQUE (payment_id, document_id),
    FOREIGN KEY(payment_id) REFERENCES supplier_payment (id),
    FOREIGN KEY(document_id) REFERENCES stock_document (id)
)
 STRICT

CREATE INDEX supplier_payment_part_by_document ON supplier_payment_part (document_id)

CREATE TABLE swap_offer (
    sale_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    business_day TEXT NOT NULL,
    imported_id INTEGER NOT NULL,
    offered_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    PRIMARY KEY (sale_id, line_no),
    FOREIGN KEY(sale_id) REFERENCES sale (id),
    FOREIGN KEY(imported_id) REFERENCES product (id),
    FOREIGN KEY(offered_id) REFERENCES product (id)
)
 STRICT

CREATE INDEX swap_offer_by_day ON swap_offer (business_day)

CREATE TABLE voucher (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    business_day TEXT NOT NULL,
    expires TEXT,
    sale_id INTEGER NOT NULL,
    line_no INTEGER,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX voucher_by_sale ON voucher (sale_id)

CREATE TABLE price_change (
    id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    unit_id INTEGER,
    from_milli INTEGER,
    old_idr INTEGER,
    price_idr INTEGER,
    valid_from TEXT NOT NULL,
    waits INTEGER NOT NULL,
    withdrawn_at TEXT,
    at TEXT NOT NULL,
    person TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(unit_id) REFERENCES product_unit (id)
)
 STRICT

CREATE INDEX price_change_by_day ON price_change (waits, valid_from)

CREATE INDEX price_change_by_product ON price_change (product_id)

CREATE TABLE product_code (
    id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    gtin TEXT,
    role TEXT NOT NULL,
    unit_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT one_code_once_an_article UNIQUE (product_id, code),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(unit_id) REFERENCES product_unit (id)
)
 STRICT

CREATE INDEX product_code_by_code ON product_code (code)

CREATE INDEX product_code_by_gtin ON product_code (gtin)

CREATE TABLE product_supplier (
    product_id INTEGER NOT NULL,
    supplier_id INTEGER NOT NULL,
    usual INTEGER NOT NULL,
    their_code TEXT,
    unit_id INTEGER,
    cost INTEGER,
    PRIMARY KEY (product_id, supplier_id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(supplier_id) REFERENCES supplier (id),
    FOREIGN KEY(unit_id) REFERENCES product_unit (id)
)
 STRICT

CREATE INDEX product_supplier_by_supplier ON product_supplier (supplier_id)

CREATE TABLE voucher_move (
    id INTEGER NOT NULL,
    voucher_id INTEGER NOT NULL,
    sale_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    business_day TEXT NOT NULL,
    amount_idr INTEGER NOT NULL,
    person TEXT NOT NULL,
    till TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(voucher_id) REFERENCES voucher (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 STRICT

CREATE INDEX voucher_move_by_sale ON voucher_move (sale_id)

CREATE INDEX voucher_move_by_voucher ON voucher_move (voucher_id)

CREATE TRIGGER cash_move_no_update BEFORE UPDATE ON cash_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on cash_move');
END

CREATE TRIGGER cash_move_no_delete BEFORE DELETE ON cash_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on cash_move');
END

CREATE TRIGGER credit_payment_no_update BEFORE UPDATE ON credit_payment
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on credit_payment');
END

CREATE TRIGGER credit_payment_no_delete BEFORE DELETE ON credit_payment
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on credit_payment');
END

CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on sale');
END

CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on sale');
END

CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on sale_line');
END

CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on sale_line');
END

CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on payment');
END

CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on payment');
END

CREATE TRIGGER receipt_copy_no_update BEFORE UPDATE ON receipt_copy
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on receipt_copy');
END

CREATE TRIGGER receipt_copy_no_delete BEFORE DELETE ON receipt_copy
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on receipt_copy');
END

CREATE TRIGGER voucher_no_update BEFORE UPDATE ON voucher
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on voucher');
END

CREATE TRIGGER voucher_no_delete BEFORE DELETE ON voucher
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on voucher');
END

CREATE TRIGGER voucher_move_no_update BEFORE UPDATE ON voucher_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on voucher_move');
END

CREATE TRIGGER voucher_move_no_delete BEFORE DELETE ON voucher_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on voucher_move');
END

CREATE TRIGGER point_move_no_update BEFORE UPDATE ON point_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on point_move');
END

CREATE TRIGGER point_move_no_delete BEFORE DELETE ON point_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on point_move');
END

CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on stock_move');
END

CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on stock_move');
END

CREATE TRIGGER stock_document_no_update BEFORE UPDATE ON stock_document
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on stock_document');
END

CREATE TRIGGER stock_document_no_delete BEFORE DELETE ON stock_document
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on stock_document');
END

CREATE TRIGGER stock_document_line_no_update BEFORE UPDATE ON stock_document_line
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on stock_document_line');
END

CREATE TRIGGER stock_document_line_no_delete BEFORE DELETE ON stock_document_line
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on stock_document_line');
END

CREATE TRIGGER supplier_payment_no_update BEFORE UPDATE ON supplier_payment
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on supplier_payment');
END

CREATE TRIGGER supplier_payment_no_delete BEFORE DELETE ON supplier_payment
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on supplier_payment');
END

CREATE TRIGGER supplier_payment_part_no_update BEFORE UPDATE ON supplier_payment_part
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on supplier_payment_part');
END

CREATE TRIGGER supplier_payment_part_no_delete BEFORE DELETE ON supplier_payment_part
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on supplier_payment_part');
END

CREATE TRIGGER origin_event_no_update BEFORE UPDATE ON origin_event
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on origin_event');
END

CREATE TRIGGER origin_event_no_delete BEFORE DELETE ON origin_event
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on origin_event');
END

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on audit');
END

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on audit');
END

CREATE TRIGGER issued_paper_no_update BEFORE UPDATE ON issued_paper
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on issued_paper');
END

CREATE TRIGGER issued_paper_no_delete BEFORE DELETE ON issued_paper
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on issued_paper');
END

CREATE TRIGGER due_paper_no_update BEFORE UPDATE ON due_paper
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on due_paper');
END

CREATE TRIGGER due_paper_no_delete BEFORE DELETE ON due_paper
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on due_paper');
END

CREATE TRIGGER month_closing_no_update BEFORE UPDATE ON month_closing
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on month_closing');
END

CREATE TRIGGER month_closing_no_delete BEFORE DELETE ON month_closing
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on month_closing');
END

CREATE TRIGGER swap_offer_no_update BEFORE UPDATE ON swap_offer
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on swap_offer');
END

CREATE TRIGGER swap_offer_no_delete BEFORE DELETE ON swap_offer
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on swap_offer');
END

CREATE TRIGGER share_target_no_update BEFORE UPDATE ON share_target
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on share_target');
END

CREATE TRIGGER share_target_no_delete BEFORE DELETE ON share_target
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on share_target');
END

CREATE TRIGGER stocktake_line_no_update BEFORE UPDATE ON stocktake_line
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on stocktake_line');
END

CREATE TRIGGER stocktake_line_no_delete BEFORE DELETE ON stocktake_line
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on stocktake_line');
END

CREATE TRIGGER consignment_paper_no_update BEFORE UPDATE ON consignment_paper
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on consignment_paper');
END

CREATE TRIGGER consignment_paper_no_delete BEFORE DELETE ON consignment_paper
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on consignment_paper');
END

CREATE TRIGGER consignment_move_no_update BEFORE UPDATE ON consignment_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: UPDATE on consignment_move');
END

CREATE TRIGGER consignment_move_no_delete BEFORE DELETE ON consignment_move
BEGIN
    SELECT RAISE(ABORT, 'append-only: DELETE on consignment_move');
END

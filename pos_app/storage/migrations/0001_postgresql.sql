-- The first schema, frozen: later changes are migrations of their own. Statements are parted by an empty line.

CREATE TABLE attachment (
    sha256 TEXT COLLATE "C" NOT NULL,
    media TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    added_at TEXT COLLATE "C" NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (sha256)
)

CREATE TABLE audit (
    id BIGSERIAL NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    event TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE category (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name)
)

CREATE TABLE code_counter (
    prefix TEXT COLLATE "C" NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (prefix)
)

CREATE TABLE consignor (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C",
    phone TEXT COLLATE "C",
    agreement TEXT COLLATE "C",
    agreed_on TEXT COLLATE "C" NOT NULL,
    terms TEXT COLLATE "C" NOT NULL,
    terms_value BIGINT NOT NULL,
    spoilt_by TEXT COLLATE "C" NOT NULL,
    settle_days BIGINT NOT NULL,
    unsold_days BIGINT NOT NULL,
    note TEXT COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (name)
)

CREATE TABLE coop_shop (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    public_key TEXT COLLATE "C" NOT NULL,
    first_seen_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (uid)
)

CREATE TABLE customer (
    id BIGSERIAL NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    phone TEXT COLLATE "C",
    member BIGINT NOT NULL,
    reseller BIGINT NOT NULL,
    limit_idr BIGINT,
    due_days BIGINT,
    note TEXT COLLATE "C",
    archived_at TEXT COLLATE "C",
    created_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (number)
)

CREATE TABLE document_counter (
    series TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (series, business_day)
)

CREATE TABLE due_paper (
    month TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (month)
)

CREATE TABLE held_basket (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    held_at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C",
    first TEXT COLLATE "C" NOT NULL,
    kinds BIGINT NOT NULL,
    total_idr BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
)

CREATE TABLE issued_paper (
    sha256 TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    period_first TEXT COLLATE "C" NOT NULL,
    period_last TEXT COLLATE "C" NOT NULL,
    issued_at TEXT COLLATE "C" NOT NULL,
    figures TEXT COLLATE "C" NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (sha256),
    UNIQUE (number)
)

CREATE TABLE maker (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    size TEXT COLLATE "C" NOT NULL,
    regency TEXT COLLATE "C",
    place TEXT COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (name)
)

CREATE TABLE month_closing (
    id BIGSERIAL NOT NULL,
    month TEXT COLLATE "C" NOT NULL,
    event TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C",
    kept TEXT COLLATE "C",
    papers TEXT COLLATE "C",
    PRIMARY KEY (id)
)

CREATE INDEX month_closing_by_month ON month_closing (month)

CREATE TABLE name_alias (
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    stands_for TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, name)
)

CREATE TABLE open_cart (
    till TEXT COLLATE "C" NOT NULL,
    saved_at TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (till)
)

CREATE TABLE open_exchange (
    till TEXT COLLATE "C" NOT NULL,
    saved_at TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (till)
)

CREATE TABLE person (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    pin_hash TEXT COLLATE "C",
    wrong BIGINT NOT NULL,
    wrong_at TEXT COLLATE "C",
    archived_at TEXT COLLATE "C",
    created_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name)
)

CREATE TABLE print_job (
    id BIGSERIAL NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    changed_at TEXT COLLATE "C" NOT NULL,
    tries BIGINT NOT NULL,
    body BYTEA,
    PRIMARY KEY (id)
)

CREATE INDEX print_job_by_state ON print_job (state, till)

CREATE TABLE promotion (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    off_idr BIGINT,
    off_bp BIGINT,
    buy BIGINT NOT NULL,
    free BIGINT NOT NULL,
    price_idr BIGINT NOT NULL,
    points BIGINT NOT NULL,
    domestic BIGINT NOT NULL,
    first_day TEXT COLLATE "C" NOT NULL,
    last_day TEXT COLLATE "C",
    weekdays TEXT COLLATE "C" NOT NULL,
    begins TEXT COLLATE "C",
    ends TEXT COLLATE "C",
    person TEXT COLLATE "C" NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    ended_at TEXT COLLATE "C",
    PRIMARY KEY (id)
)

CREATE TABLE receipt_counter (
    till TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (till, business_day)
)

CREATE TABLE sale_article_month (
    month TEXT COLLATE "C" NOT NULL,
    product_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    pieces_milli BIGINT NOT NULL,
    PRIMARY KEY (month, product_id, kind, origin)
)

CREATE TABLE sale_day (
    business_day TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    strength TEXT COLLATE "C" NOT NULL,
    evidence_kind TEXT COLLATE "C" NOT NULL,
    tkdn_bp BIGINT NOT NULL,
    maker TEXT COLLATE "C" NOT NULL,
    maker_size TEXT COLLATE "C" NOT NULL,
    maker_regency TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    pass_through_idr BIGINT NOT NULL,
    pieces_milli BIGINT NOT NULL,
    lines BIGINT NOT NULL,
    PRIMARY KEY (business_day, category, kind, origin, strength, evidence_kind, tkdn_bp, maker, maker_size, maker_regency)
)

CREATE TABLE setting (
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (name)
)

CREATE TABLE share_target (
    id BIGSERIAL NOT NULL,
    since TEXT COLLATE "C" NOT NULL,
    month_bp BIGINT,
    year_bp BIGINT,
    PRIMARY KEY (id)
)

CREATE TABLE shift (
    id BIGSERIAL NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    running BIGINT NOT NULL,
    opened_at TEXT COLLATE "C" NOT NULL,
    opened_by TEXT COLLATE "C" NOT NULL,
    float_idr BIGINT NOT NULL,
    carried_idr BIGINT,
    closed_at TEXT COLLATE "C",
    closed_by TEXT COLLATE "C",
    counted_idr BIGINT,
    counted_notes TEXT COLLATE "C",
    expected_idr BIGINT,
    left_idr BIGINT,
    why TEXT COLLATE "C",
    chain TEXT COLLATE "C",
    PRIMARY KEY (id),
    CONSTRAINT one_shift_of_a_number UNIQUE (till, running)
)

CREATE INDEX shift_by_till ON shift (till, closed_at)

CREATE TABLE shop (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    private_key TEXT COLLATE "C" NOT NULL,
    public_key TEXT COLLATE "C" NOT NULL,
    created_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_one_shop CHECK (id = 1),
    UNIQUE (uid)
)

CREATE TABLE stock_draft (
    uid TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    begun_day TEXT COLLATE "C" NOT NULL,
    saved_at TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (uid)
)

CREATE TABLE stocktake (
    id BIGSERIAL NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    started_at TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    ended_at TEXT COLLATE "C",
    ended_by TEXT COLLATE "C",
    uncounted TEXT COLLATE "C",
    why TEXT COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (number)
)

CREATE INDEX stocktake_by_state ON stocktake (state)

CREATE TABLE supplier (
    id BIGSERIAL NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    phone TEXT COLLATE "C",
    contact TEXT COLLATE "C",
    address TEXT COLLATE "C",
    due_days BIGINT,
    note TEXT COLLATE "C",
    archived_at TEXT COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (name)
)

CREATE TABLE till (
    name TEXT COLLATE "C" NOT NULL,
    machine TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (name)
)

CREATE TABLE cash_move (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    shift_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    why TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (uid),
    FOREIGN KEY(shift_id) REFERENCES shift (id)
)

CREATE INDEX cash_move_by_shift ON cash_move (shift_id)

CREATE TABLE consignment_paper (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    consignor_id BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    their_number TEXT COLLATE "C",
    their_person TEXT COLLATE "C",
    note TEXT COLLATE "C",
    owed_before_idr BIGINT NOT NULL,
    paid_idr BIGINT NOT NULL,
    means TEXT COLLATE "C",
    shift_id BIGINT,
    counters_id BIGINT,
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(counters_id) REFERENCES consignment_paper (id)
)

CREATE INDEX consignment_paper_by_consignor ON consignment_paper (consignor_id, business_day)

CREATE INDEX consignment_paper_by_counters ON consignment_paper (counters_id)

CREATE INDEX consignment_paper_by_shift ON consignment_paper (shift_id)

CREATE TABLE coop_article (
    shop_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    match TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    folded_category TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    strength TEXT COLLATE "C" NOT NULL,
    evidence_kind TEXT COLLATE "C",
    country TEXT COLLATE "C",
    tkdn_bp BIGINT,
    price_idr BIGINT,
    on_hand_milli BIGINT NOT NULL,
    sales_idr BIGINT NOT NULL,
    PRIMARY KEY (shop_id, number),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)

CREATE INDEX coop_article_by_match ON coop_article (match)

CREATE INDEX coop_article_by_shelf ON coop_article (state, folded_category, match)

CREATE TABLE coop_month (
    shop_id BIGINT NOT NULL,
    month TEXT COLLATE "C" NOT NULL,
    receipts BIGINT NOT NULL,
    lines BIGINT NOT NULL,
    PRIMARY KEY (shop_id, month),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)

CREATE TABLE coop_sales (
    shop_id BIGINT NOT NULL,
    month TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    value_idr BIGINT NOT NULL,
    pieces_milli BIGINT NOT NULL,
    covered_idr BIGINT NOT NULL,
    weighted BIGINT NOT NULL,
    ikm_idr BIGINT NOT NULL,
    strong_idr BIGINT NOT NULL,
    medium_idr BIGINT NOT NULL,
    weak_idr BIGINT NOT NULL,
    PRIMARY KEY (shop_id, month, category, state),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)

CREATE TABLE coop_snapshot (
    shop_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    period_first TEXT COLLATE "C" NOT NULL,
    period_last TEXT COLLATE "C" NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL,
    loaded_at TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    articles BIGINT NOT NULL,
    PRIMARY KEY (shop_id),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)

CREATE TABLE coop_stock (
    shop_id BIGINT NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    value_idr BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    pieces_milli BIGINT NOT NULL,
    PRIMARY KEY (shop_id, category, state),
    FOREIGN KEY(shop_id) REFERENCES coop_shop (id)
)

CREATE TABLE credit_payment (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    means TEXT COLLATE "C" NOT NULL,
    reference TEXT COLLATE "C",
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    shift_id BIGINT,
    undoes_id BIGINT,
    why TEXT COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(undoes_id) REFERENCES credit_payment (id)
)

CREATE INDEX credit_payment_by_customer ON credit_payment (customer)

CREATE INDEX credit_payment_by_shift ON credit_payment (shift_id)

CREATE TABLE maker_statement (
    id BIGSERIAL NOT NULL,
    maker_id BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    signed_on TEXT COLLATE "C" NOT NULL,
    signed_by TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C",
    place TEXT COLLATE "C",
    materials TEXT COLLATE "C",
    attachment TEXT COLLATE "C",
    at TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    withdrawn_at TEXT COLLATE "C",
    withdrawn_by TEXT COLLATE "C",
    withdrawn_why TEXT COLLATE "C",
    PRIMARY KEY (id),
    FOREIGN KEY(attachment) REFERENCES attachment (sha256),
    CONSTRAINT one_statement_of_a_document UNIQUE (maker_id, document),
    FOREIGN KEY(maker_id) REFERENCES maker (id)
)

CREATE TABLE product (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    sku TEXT COLLATE "C",
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    receipt_name TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    category_id BIGINT,
    maker_id BIGINT,
    brand TEXT COLLATE "C",
    unit TEXT COLLATE "C" NOT NULL,
    price_idr BIGINT,
    member_price_idr BIGINT,
    wholesale_price_idr BIGINT,
    fee_idr BIGINT,
    average_cost BIGINT,
    last_cost BIGINT,
    tax_class TEXT COLLATE "C" NOT NULL,
    weighed BIGINT NOT NULL,
    sellable BIGINT NOT NULL,
    min_stock_milli BIGINT,
    target_stock_milli BIGINT,
    content_measure TEXT COLLATE "C",
    content_milli BIGINT,
    picture TEXT COLLATE "C",
    shelf TEXT COLLATE "C",
    description TEXT COLLATE "C",
    archived_at TEXT COLLATE "C",
    created_at TEXT COLLATE "C" NOT NULL,
    changed_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(picture) REFERENCES attachment (sha256),
    UNIQUE (uid),
    FOREIGN KEY(category_id) REFERENCES category (id),
    FOREIGN KEY(maker_id) REFERENCES maker (id)
)

CREATE INDEX product_by_category ON product (category_id)

CREATE INDEX product_by_name ON product (name)

CREATE INDEX product_by_sku ON product (sku)

CREATE INDEX product_listing ON product (archived_at, search, maker_id)

CREATE TABLE sale (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    shift_id BIGINT,
    customer TEXT COLLATE "C",
    refunds_id BIGINT,
    exchange_id BIGINT,
    why TEXT COLLATE "C",
    cash_rounding TEXT COLLATE "C" NOT NULL,
    total_idr BIGINT NOT NULL,
    rounding_idr BIGINT NOT NULL,
    paid_idr BIGINT NOT NULL,
    change_idr BIGINT NOT NULL,
    tax_idr BIGINT NOT NULL,
    source TEXT COLLATE "C",
    source_id TEXT COLLATE "C",
    source_digest TEXT COLLATE "C",
    posted_at TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_receipt_of_a_source UNIQUE (source, source_id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(refunds_id) REFERENCES sale (id),
    FOREIGN KEY(exchange_id) REFERENCES sale (id)
)

CREATE INDEX sale_by_customer ON sale (customer)

CREATE INDEX sale_by_day ON sale (business_day, kind)

CREATE INDEX sale_by_exchange ON sale (exchange_id)

CREATE INDEX sale_by_refunds ON sale (refunds_id)

CREATE INDEX sale_by_shift ON sale (shift_id)

CREATE TABLE stock_document (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    supplier_id BIGINT,
    their_number TEXT COLLATE "C",
    their_date TEXT COLLATE "C",
    due TEXT COLLATE "C",
    other_shop TEXT COLLATE "C",
    counters_id BIGINT,
    why TEXT COLLATE "C",
    discount_idr BIGINT NOT NULL,
    freight_idr BIGINT NOT NULL,
    total_idr BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(supplier_id) REFERENCES supplier (id),
    FOREIGN KEY(counters_id) REFERENCES stock_document (id)
)

CREATE INDEX stock_document_by_counters ON stock_document (counters_id)

CREATE INDEX stock_document_by_day ON stock_document (business_day)

CREATE INDEX stock_document_by_supplier ON stock_document (supplier_id)

CREATE TABLE stocktake_part (
    id BIGSERIAL NOT NULL,
    stocktake_id BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C",
    shelf TEXT COLLATE "C",
    closed_at TEXT COLLATE "C",
    PRIMARY KEY (id),
    CONSTRAINT one_part_of_a_name UNIQUE (stocktake_id, name),
    FOREIGN KEY(stocktake_id) REFERENCES stocktake (id)
)

CREATE TABLE supplier_payment (
    id BIGSERIAL NOT NULL,
    uid TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    supplier_id BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    means TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    reference TEXT COLLATE "C",
    shift_id BIGINT,
    counters_id BIGINT,
    why TEXT COLLATE "C",
    PRIMARY KEY (id),
    UNIQUE (uid),
    UNIQUE (number),
    FOREIGN KEY(supplier_id) REFERENCES supplier (id),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(counters_id) REFERENCES supplier_payment (id)
)

CREATE INDEX supplier_payment_by_counters ON supplier_payment (counters_id)

CREATE INDEX supplier_payment_by_shift ON supplier_payment (shift_id)

CREATE INDEX supplier_payment_by_supplier ON supplier_payment (supplier_id)

CREATE TABLE consigned_article (
    product_id BIGINT NOT NULL,
    consignor_id BIGINT NOT NULL,
    terms TEXT COLLATE "C" NOT NULL,
    terms_value BIGINT NOT NULL,
    PRIMARY KEY (product_id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id)
)

CREATE INDEX consigned_article_by_consignor ON consigned_article (consignor_id)

CREATE TABLE consigned_level (
    product_id BIGINT NOT NULL,
    consignor_id BIGINT NOT NULL,
    on_hand_milli BIGINT NOT NULL,
    PRIMARY KEY (product_id, consignor_id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id)
)

CREATE TABLE consignment_move (
    id BIGSERIAL NOT NULL,
    consignor_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    qty_milli BIGINT NOT NULL,
    each_idr BIGINT,
    owed_idr BIGINT NOT NULL,
    paper_id BIGINT,
    sale_id BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(consignor_id) REFERENCES consignor (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(paper_id) REFERENCES consignment_paper (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)

CREATE INDEX consignment_move_by_consignor ON consignment_move (consignor_id, business_day)

CREATE INDEX consignment_move_by_paper ON consignment_move (paper_id)

CREATE INDEX consignment_move_by_product ON consignment_move (product_id)

CREATE INDEX consignment_move_by_sale ON consignment_move (sale_id)

CREATE TABLE coop_article_sales (
    shop_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    month TEXT COLLATE "C" NOT NULL,
    value_idr BIGINT NOT NULL,
    PRIMARY KEY (shop_id, number, month),
    FOREIGN KEY(shop_id, number) REFERENCES coop_article (shop_id, number)
)

CREATE TABLE coop_code (
    shop_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    gtin TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop_id, number, gtin),
    FOREIGN KEY(shop_id, number) REFERENCES coop_article (shop_id, number)
)

CREATE INDEX coop_code_by_gtin ON coop_code (gtin, state)

CREATE TABLE evidence (
    id BIGSERIAL NOT NULL,
    product_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    family TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C",
    tkdn_bp BIGINT,
    bmp_bp BIGINT,
    valid_from TEXT COLLATE "C",
    valid_until TEXT COLLATE "C",
    expires TEXT COLLATE "C",
    maker TEXT COLLATE "C",
    maker_size TEXT COLLATE "C" NOT NULL,
    regency TEXT COLLATE "C",
    note TEXT COLLATE "C",
    attachment TEXT COLLATE "C",
    seq BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(attachment) REFERENCES attachment (sha256),
    CONSTRAINT one_piece_of_a_kind_and_number UNIQUE (product_id, kind, number),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE INDEX evidence_by_number ON evidence (number)

CREATE TABLE origin_event (
    id BIGSERIAL NOT NULL,
    product_id BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C",
    number TEXT COLLATE "C",
    state_before TEXT COLLATE "C" NOT NULL,
    state_after TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C",
    detail TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE INDEX origin_event_by_product ON origin_event (product_id)

CREATE INDEX origin_event_by_time ON origin_event (at)

CREATE TABLE parcel_part (
    parcel_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    qty_milli BIGINT NOT NULL,
    PRIMARY KEY (parcel_id, product_id),
    FOREIGN KEY(parcel_id) REFERENCES product (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE INDEX parcel_part_by_product ON parcel_part (product_id)

CREATE TABLE payment (
    id BIGSERIAL NOT NULL,
    sale_id BIGINT NOT NULL,
    line_no BIGINT NOT NULL,
    means TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    reference TEXT COLLATE "C",
    PRIMARY KEY (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)

CREATE INDEX payment_by_sale ON payment (sale_id)

CREATE TABLE point_move (
    id BIGSERIAL NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    sale_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    points BIGINT NOT NULL,
    amount_idr BIGINT NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)

CREATE INDEX point_move_by_customer ON point_move (customer, id)

CREATE INDEX point_move_by_sale ON point_move (sale_id)

CREATE TABLE product_merge (
    gone_id BIGINT NOT NULL,
    kept_id BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    why TEXT COLLATE "C",
    PRIMARY KEY (gone_id),
    FOREIGN KEY(gone_id) REFERENCES product (id),
    FOREIGN KEY(kept_id) REFERENCES product (id)
)

CREATE INDEX product_merge_by_kept ON product_merge (kept_id)

CREATE TABLE product_origin (
    product_id BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C",
    strength TEXT COLLATE "C" NOT NULL,
    tkdn_bp BIGINT,
    bmp_bp BIGINT,
    certificate TEXT COLLATE "C",
    evidence_kind TEXT COLLATE "C",
    conflict BIGINT NOT NULL,
    expired BIGINT NOT NULL,
    maker_size TEXT COLLATE "C" NOT NULL,
    maker_regency TEXT COLLATE "C",
    resolved_state TEXT COLLATE "C",
    resolved_why TEXT COLLATE "C",
    resolved_seq BIGINT,
    holds_from TEXT COLLATE "C" NOT NULL,
    holds_until TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (product_id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE INDEX product_origin_by_state ON product_origin (state)

CREATE TABLE product_unit (
    id BIGSERIAL NOT NULL,
    product_id BIGINT NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    holds_milli BIGINT,
    price_idr BIGINT,
    PRIMARY KEY (id),
    CONSTRAINT one_unit_of_a_name UNIQUE (product_id, unit),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE TABLE promotion_part (
    id BIGSERIAL NOT NULL,
    promotion_id BIGINT NOT NULL,
    product_id BIGINT,
    category_id BIGINT,
    qty_milli BIGINT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(promotion_id) REFERENCES promotion (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(category_id) REFERENCES category (id)
)

CREATE INDEX promotion_part_by_product ON promotion_part (product_id)

CREATE INDEX promotion_part_by_promotion ON promotion_part (promotion_id)

CREATE TABLE quantity_price (
    product_id BIGINT NOT NULL,
    from_milli BIGINT NOT NULL,
    price_idr BIGINT NOT NULL,
    PRIMARY KEY (product_id, from_milli),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE TABLE receipt_copy (
    id BIGSERIAL NOT NULL,
    sale_id BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)

CREATE INDEX receipt_copy_by_sale ON receipt_copy (sale_id)

CREATE TABLE sale_line (
    id BIGSERIAL NOT NULL,
    sale_id BIGINT NOT NULL,
    line_no BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    qty_milli BIGINT NOT NULL,
    base_qty_milli BIGINT NOT NULL,
    unit_price_idr BIGINT NOT NULL,
    gross_idr BIGINT NOT NULL,
    gross_given BIGINT NOT NULL,
    line_discount_idr BIGINT NOT NULL,
    promotion_discount_idr BIGINT NOT NULL,
    basket_discount_idr BIGINT NOT NULL,
    amount_idr BIGINT NOT NULL,
    pass_through_idr BIGINT NOT NULL,
    cost BIGINT,
    tax_class TEXT COLLATE "C" NOT NULL,
    weighed BIGINT NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    country TEXT COLLATE "C",
    strength TEXT COLLATE "C" NOT NULL,
    evidence_kind TEXT COLLATE "C",
    tkdn_bp BIGINT,
    bmp_bp BIGINT,
    certificate TEXT COLLATE "C",
    maker TEXT COLLATE "C",
    maker_size TEXT COLLATE "C" NOT NULL,
    maker_regency TEXT COLLATE "C",
    promotion TEXT COLLATE "C",
    promotion_points BIGINT NOT NULL,
    price_kind TEXT COLLATE "C",
    list_price_idr BIGINT,
    consignor TEXT COLLATE "C",
    owed_idr BIGINT,
    member TEXT COLLATE "C",
    refunds_line BIGINT,
    parent_no BIGINT,
    PRIMARY KEY (id),
    CONSTRAINT one_line_of_a_number UNIQUE (sale_id, line_no),
    FOREIGN KEY(sale_id) REFERENCES sale (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE INDEX sale_line_by_day ON sale_line (business_day)

CREATE INDEX sale_line_by_product ON sale_line (product_id, business_day)

CREATE TABLE stock_document_line (
    id BIGSERIAL NOT NULL,
    document_id BIGINT NOT NULL,
    line_no BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    holds_milli BIGINT NOT NULL,
    qty_milli BIGINT NOT NULL,
    base_qty_milli BIGINT NOT NULL,
    unit_cost BIGINT,
    cost BIGINT,
    amount_idr BIGINT NOT NULL,
    batch TEXT COLLATE "C",
    expires TEXT COLLATE "C",
    last_cost_before BIGINT,
    counters_line_id BIGINT,
    reason TEXT COLLATE "C",
    PRIMARY KEY (id),
    CONSTRAINT one_stock_line_of_a_number UNIQUE (document_id, line_no),
    FOREIGN KEY(document_id) REFERENCES stock_document (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(counters_line_id) REFERENCES stock_document_line (id)
)

CREATE INDEX stock_document_line_by_counters ON stock_document_line (counters_line_id)

CREATE INDEX stock_document_line_by_expiry ON stock_document_line (expires)

CREATE INDEX stock_document_line_by_product ON stock_document_line (product_id)

CREATE TABLE stock_level (
    product_id BIGINT NOT NULL,
    on_hand_milli BIGINT NOT NULL,
    PRIMARY KEY (product_id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE TABLE stock_move (
    id BIGSERIAL NOT NULL,
    product_id BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    qty_milli BIGINT NOT NULL,
    cost BIGINT,
    sale_id BIGINT,
    document TEXT COLLATE "C",
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    batch TEXT COLLATE "C",
    expires TEXT COLLATE "C",
    PRIMARY KEY (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)

CREATE INDEX stock_move_by_product ON stock_move (product_id, at)

CREATE INDEX stock_move_by_sale ON stock_move (sale_id)

CREATE TABLE stocktake_entry (
    id BIGSERIAL NOT NULL,
    part_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    qty_milli BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    after_move BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    sheet TEXT COLLATE "C",
    PRIMARY KEY (id),
    FOREIGN KEY(part_id) REFERENCES stocktake_part (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE INDEX stocktake_entry_by_part ON stocktake_entry (part_id)

CREATE TABLE stocktake_line (
    id BIGSERIAL NOT NULL,
    stocktake_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    counted_milli BIGINT NOT NULL,
    system_milli BIGINT NOT NULL,
    cost BIGINT,
    moved_between BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_line_an_article UNIQUE (stocktake_id, product_id),
    FOREIGN KEY(stocktake_id) REFERENCES stocktake (id),
    FOREIGN KEY(product_id) REFERENCES product (id)
)

CREATE TABLE supplier_payment_part (
    id BIGSERIAL NOT NULL,
    payment_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    amount_idr BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT one_part_of_an_invoice UNIQUE (payment_id, document_id),
    FOREIGN KEY(payment_id) REFERENCES supplier_payment (id),
    FOREIGN KEY(document_id) REFERENCES stock_document (id)
)

CREATE INDEX supplier_payment_part_by_document ON supplier_payment_part (document_id)

CREATE TABLE swap_offer (
    sale_id BIGINT NOT NULL,
    line_no BIGINT NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    imported_id BIGINT NOT NULL,
    offered_id BIGINT NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    PRIMARY KEY (sale_id, line_no),
    FOREIGN KEY(sale_id) REFERENCES sale (id),
    FOREIGN KEY(imported_id) REFERENCES product (id),
    FOREIGN KEY(offered_id) REFERENCES product (id)
)

CREATE INDEX swap_offer_by_day ON swap_offer (business_day)

CREATE TABLE voucher (
    id BIGSERIAL NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    expires TEXT COLLATE "C",
    sale_id BIGINT NOT NULL,
    line_no BIGINT,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)

CREATE INDEX voucher_by_sale ON voucher (sale_id)

CREATE TABLE price_change (
    id BIGSERIAL NOT NULL,
    product_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    unit_id BIGINT,
    from_milli BIGINT,
    old_idr BIGINT,
    price_idr BIGINT,
    valid_from TEXT COLLATE "C" NOT NULL,
    waits BIGINT NOT NULL,
    withdrawn_at TEXT COLLATE "C",
    at TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(unit_id) REFERENCES product_unit (id)
)

CREATE INDEX price_change_by_day ON price_change (waits, valid_from)

CREATE INDEX price_change_by_product ON price_change (product_id)

CREATE TABLE product_code (
    id BIGSERIAL NOT NULL,
    product_id BIGINT NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    gtin TEXT COLLATE "C",
    role TEXT COLLATE "C" NOT NULL,
    unit_id BIGINT,
    PRIMARY KEY (id),
    CONSTRAINT one_code_once_an_article UNIQUE (product_id, code),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(unit_id) REFERENCES product_unit (id)
)

CREATE INDEX product_code_by_code ON product_code (code)

CREATE INDEX product_code_by_gtin ON product_code (gtin)

CREATE TABLE product_supplier (
    product_id BIGINT NOT NULL,
    supplier_id BIGINT NOT NULL,
    usual BIGINT NOT NULL,
    their_code TEXT COLLATE "C",
    unit_id BIGINT,
    cost BIGINT,
    PRIMARY KEY (product_id, supplier_id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(supplier_id) REFERENCES supplier (id),
    FOREIGN KEY(unit_id) REFERENCES product_unit (id)
)

CREATE INDEX product_supplier_by_supplier ON product_supplier (supplier_id)

CREATE TABLE voucher_move (
    id BIGSERIAL NOT NULL,
    voucher_id BIGINT NOT NULL,
    sale_id BIGINT NOT NULL,
    at TEXT COLLATE "C" NOT NULL,
    business_day TEXT COLLATE "C" NOT NULL,
    amount_idr BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    till TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(voucher_id) REFERENCES voucher (id),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)

CREATE INDEX voucher_move_by_sale ON voucher_move (sale_id)

CREATE INDEX voucher_move_by_voucher ON voucher_move (voucher_id)

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'append-only: ' || TG_OP || ' on ' || TG_TABLE_NAME;
END
$$

CREATE TRIGGER cash_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cash_move
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER credit_payment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_payment
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER sale_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sale
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER sale_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sale_line
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER payment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER receipt_copy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_copy
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER voucher_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER voucher_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON voucher_move
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER point_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON point_move
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER stock_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_move
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER stock_document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_document
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER stock_document_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_document_line
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER supplier_payment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supplier_payment
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER supplier_payment_part_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supplier_payment_part
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER origin_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON origin_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER issued_paper_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON issued_paper
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER due_paper_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON due_paper
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER month_closing_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON month_closing
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER swap_offer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON swap_offer
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER share_target_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON share_target
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER stocktake_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stocktake_line
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER consignment_paper_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consignment_paper
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER consignment_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consignment_move
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

"""What is said about snapshots and the co-op."""

from typing import Final

from pos_app.sentences.marking import N_

SENTENCES: Final[dict[str, str]] = {
    "months_missing": N_("Give both months, --from 2026-09 and --to 2026-10, or neither."),
    "too_many_months": N_("A snapshot covers at most {most} months; give fewer."),
    "snapshot_too_large": N_("The file is too large to be a snapshot; ask the shop for the right one."),
    "not_a_snapshot": N_("The file is no snapshot of a shop; name one made by: pos-app snapshot export."),
    "snapshot_torn": N_("The snapshot is torn or was altered after the shop made it; ask the shop to send it again."),
    "snapshot_altered": N_("The snapshot does not hold what its shop has signed; ask the shop for a new one."),
    "snapshot_wrong": N_("The snapshot cannot be right in {part}, {row}; ask the shop to make it anew with the latest release."),
    "snapshot_newer": N_("The snapshot was made by a newer release of this program; install that release first."),
    "snapshot_from_later": N_(
        "The snapshot of {shop} was made on {day}, which has not come yet; set the shop's clock right and export again."
    ),
    "snapshot_key_changed": N_("The snapshot of {shop} is signed with another key than before; ask the shop itself whether it is theirs."),
    "snapshot_not_ours": N_("The snapshot names this very shop but is signed with another key; it was not made here."),
    "nothing_to_compare": N_("No shop's snapshot is loaded yet; load one with: pos-app coop load FILE."),
}

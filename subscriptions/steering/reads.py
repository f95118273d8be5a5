"""What is held back or called back now: for the work that tells."""

from collections.abc import Sequence

from subscriptions.steering.models import Ruling, State, Stop


def stopped() -> Sequence[str]:
    """Return the kinds of which nothing is told now, in order."""
    return list(
        Stop.objects.filter(released_at=None).order_by("kind").values_list("kind", flat=True)
    )


def to_recall() -> Sequence[int]:
    """Return the batches whose notifications are called back and may not all have been told so, in order."""
    rulings = Ruling.objects.filter(state=State.RECALLED, recalls_made_at=None)
    return list(rulings.order_by("batch").values_list("batch_id", flat=True))


def may_be_told(batch: int) -> bool:
    """Say whether a batch is neither held nor called back."""
    return not Ruling.objects.filter(batch=batch).exclude(state=State.RELEASED).exists()

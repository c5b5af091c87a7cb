"""How marks and means look: 67,5 and 72,0; never more digits than they have."""

from decimal import Decimal

from django import template
from django.utils import formats

register = template.Library()


def _shown(value: Decimal, *, least: int) -> str:
    """At most four decimals, at least `least`, without empty zeros."""
    text = f"{value:.4f}".rstrip("0")
    places = max(least, len(text.partition(".")[2]))
    return str(formats.number_format(value, decimal_pos=places, use_l10n=True))


@register.filter
def mark(value: Decimal) -> str:
    """67 or 67,5."""
    return _shown(value, least=0)


@register.filter
def mean(value: Decimal) -> str:
    """72,0 or 70,3333."""
    return _shown(value, least=1)

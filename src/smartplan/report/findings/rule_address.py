"""Where the page of a rule is, on the site that `docs/site.py` builds."""

from typing import Final

# Ends in a slash. Empty until the site has a public address; nothing names one then.
SITE: Final = ""


def rule_path(rule: str, language: str) -> str:
    """Its path on the site."""
    return f"{'' if language == 'en' else f'{language}/'}rules/{rule}/"


def rule_address(rule: str, language: str) -> str:
    """Its address, or nothing while the site has none."""
    return SITE and SITE + rule_path(rule, language)

"""Names of the places where registrants are incorporated, as covers write them."""

from __future__ import annotations

import re

_NAMES = """
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|
Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|
Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|
Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|
West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam|Virgin Islands|United States|USA|
Anguilla|Argentina|Australia|Austria|Bahamas|Barbados|Belgium|Belize|Bermuda|Brazil|British Virgin Islands|Canada|
Alberta|British Columbia|Manitoba|New Brunswick|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan|Yukon|Yukon Territory|
Cayman Islands|Chile|China|Colombia|Curaçao|Curacao|Cyprus|Denmark|England|England and Wales|Finland|France|Germany|
Gibraltar|Greece|Guernsey|Hong Kong|Hungary|Iceland|India|Indonesia|Ireland|Isle of Man|Israel|Italy|Japan|Jersey|
Republic of Korea|Korea|Liberia|Luxembourg|Malaysia|Malta|Marshall Islands|Mauritius|Mexico|Monaco|Netherlands|
Netherlands Antilles|New Zealand|Norway|Panama|Peru|Philippines|Poland|Portugal|Scotland|Singapore|South Africa|
Spain|Sweden|Switzerland|Taiwan|Thailand|Turkey|United Kingdom|Wales
"""
_KNOWN = frozenset(re.sub(r"[^a-z]", "", name.lower()) for name in _NAMES.replace("\n", "").split("|"))
_LEAD = re.compile(
    r"^(?:the\s+)?(?:state|commonwealth|republic|province|territory|kingdom|grand duchy)\s+of\s+(?:the\s+)?|^the\s+",
    re.I,
)


def is_jurisdiction(words: str) -> bool:
    """Tell whether the words are the name of a state or country and nothing else."""
    if not 3 < len(words) < 50 and words not in ("USA", "U.S."):
        return False
    plain = _LEAD.sub("", words.strip(" .,*()"))
    return re.sub(r"[^a-z]", "", plain.lower()) in _KNOWN

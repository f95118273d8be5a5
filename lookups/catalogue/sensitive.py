"""Which fields name other persons, and which tell where somebody lives, works or is placed.

All types stand here, given or not, so that a new group needs no thought of it; a test holds the
tables to `types.txt`.
"""

from collections.abc import Mapping
from types import MappingProxyType

# Field -> the role of the person it names. The value is a Person, a number, or an object with
# `person`.
PERSONS: Mapping[str, str] = MappingProxyType(
    {
        "ArbetsskadelivrantaEfterlevandeUppgifter.avliden": "avliden",
        "BarnbidragUppgifter.barn": "barn",
        "BostadsbidragArende.medsokande": "medsokande",
        "BostadsbidragUnderlag.hemmavarandeBarn": "barn",
        "BostadsbidragUnderlag.tidvisboendeBarn": "barn",
        "BostadsbidragUnderlag.vaxelvisboendeBarn": "barn",
        "BostadstillaggArende.medsokande": "medsokande",
        "EfterlevandepensionUppgifter.avliden": "avliden",
        "ForaldrapenningUppgifter.barn": "barn",
        "IntjanandeBarnBeslut.foralder": "foralder",
        "MerkostnadsersattningUnderlag.Barn": "barn",
        "MottagareAvBarnbidragUnderlag.utbetalningsmottagare": "mottagare",
        "MottagareAvBarnbidragUppgifter.personuppgift": "barn",
        "OmvardnadsbidragUnderlag.Barn": "barn",
        "Personinformation.barn": "barn",
        "Personinformation.samhorig": "samhorig",
        "PmFormanBeslutTillaggBostadsInkomststodBerakningsunderlag.medsokande": "medsokande",
        "PmFormanBeslutTillaggEfterlevandeformaner.avlidna": "avliden",
        "PmFormanBeslutTillaggEfterlevandeformaner.ovrigaBerattigadeEfterlevande": "efterlevande",
        "TillfalligForaldrapenningUppgifter.barn": "barn",
        "UnderhallsstodUppgifter.barn": "barn",
        "VardbidragUnderlag.barn": "barn",
        "YrkesskadelivrantaEfterlevandeUppgifter.avliden": "avliden",
    }
)

# Left out for a protected person, and when protection cannot be checked, beside all persons above.
PLACES: frozenset[str] = frozenset(
    {
        "ArbetsskadelivrantaEfterlevandeUppgifter.arbetsgivare",
        "ArbetsskadelivrantaEgenUppgifter.arbetsgivare",
        "BarnbidragUnderlag.myndighetsplacering",
        "MottagareAvBarnbidragUnderlag.institutionsplacering",
        "Personinformation.adress",
        "Personinformation.arbetsstallen",
        "Personinformation.folkbokford",
        "PmFormanBeslutadErsattningUnderlagLivranta.arbetsgivarkod",
        "YrkesskadelivrantaEfterlevandeUppgifter.arbetsgivare",
        "YrkesskadelivrantaEgenUppgifter.arbetsgivare",
    }
)

# Deductions that tell of a stay: the kind is left out with the places, and the amount stands.
PLACE_CODES: frozenset[str] = frozenset({"KOA", "PM:INSTITUTION"})

NAMES: frozenset[str] = frozenset(key.split(".")[1] for key in (*PERSONS, *PLACES))

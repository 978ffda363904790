"""People who do not exist: common Rwandan and French names put together by chance."""

from random import Random

from tvet_desktop.people.register import Details

FAMILY_NAMES = (
    "AKIMANA BAGABO BIZIMANA BYIRINGIRO DUSABE GAHIRE GASANA HABIMANA HAKUZIMANA INGABIRE ISHIMWE KABERA KALISA"
    " KAMANZI KAYITESI KEZA MANZI MUGABO MUGENI MUHIRE MUKAMANA MUNEZERO MUTONI NDAYISABA NGABO NIYONZIMA"
    " NKUSI NSENGIYUMVA NTAGANDA NYIRANEZA RUGAMBA RUTERANA SEBERA SHEMA TUYIZERE UMUHIRE UWAMAHORO UWASE"
    " UWIMANA ZANINKA"
).split()
WOMEN = (
    "Aline Béatrice Chantal Clarisse Divine Espérance Francine Gloriose Immaculée Jeannette Liliane"
    " Marie Odette Pélagie Rose Solange Thérèse Vestine Yvonne"
).split()
MEN = (
    "Alexis Bosco Callixte Damascène Emmanuel Fidèle Gérard Innocent Jotham Kévin Léonard Modeste"
    " Noël Olivier Patrick Théogène Valens Wenceslas Xavier"
).split()
DEPARTMENTS = (
    "Civil Engineering",
    "Electrical and Electronics",
    "Hospitality",
    "ICT",
    "Mechanical Engineering",
)


def invented_person(random: Random) -> Details:
    """Return somebody with one name now and then, and about one woman to two men."""
    is_woman = random.random() < 1 / 3
    given = random.choice(WOMEN if is_woman else MEN)
    family = random.choice(FAMILY_NAMES)
    year = random.randint(1970, 2005)
    return Details(
        family_name=family,
        given_name="" if random.random() < 1 / 20 else given,
        sex="F" if is_woman else "M",
        birth_year=year,
        position=random.choice(("TEACHER", "TEACHER", "STUDENT")),
        phone=f"+25078{random.randint(0, 9_999_999):07}",
        email=f"{given}.{family}{random.randint(1, 99)}@example.org".lower(),
        department=random.choice(DEPARTMENTS),
    )

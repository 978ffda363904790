"""Marks, opinions and ideas as a college would have them, by chance."""

from collections.abc import Iterator, Sequence
from random import Random

from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.evaluation.questionnaires import Form
from tvet_desktop.ideas.details import IdeaDetails

COMMENTS = (
    "The practical part was the best.",
    "Plus de temps pour les exercices, s'il vous plaît.",
    "Twifuza ibikoresho byinshi.",
    "I will teach this to my students next term.",
    "",
    "",
)
_IDEAS = (
    ("Solar dryer", "Farmers lose tomatoes after the harvest because there is no cold storage."),
    ("Repair lab", "School laboratories throw away boards that students could repair."),
    ("Drip kit", "Abahinzi nta mazi ahagije bafite mu gihe cy'izuba."),
    ("Biogas unit", "La cantine du collège brûle deux tonnes de bois par mois."),
    ("Pastry course", "Guest houses buy bread from the city for want of trained staff."),
    ("Rewinding bench", "Les moteurs partent à Kigali faute d'un banc de rebobinage."),
)


def habit(random: Random) -> float:
    """Return how likely somebody is to come: most nearly always, some rarely."""
    return random.choice((0.98, 0.96, 0.94, 0.9, 0.85, 0.7, 0.5))


def invented_mark(random: Random, likely: float) -> tuple[MarkStatus, int | None]:
    """Return a status and the minutes late."""
    if random.random() < likely:
        if random.random() < 1 / 12:
            return MarkStatus.LATE, random.choice((5, 10, 20, 45))
        return MarkStatus.PRESENT, None
    return (MarkStatus.EXCUSED if random.random() < 1 / 3 else MarkStatus.ABSENT), None


def invented_answers(random: Random, form: Form) -> tuple[dict[str, int | None], dict[str, str]]:
    """Return ratings by item and comments by question, rather content as people are."""
    ratings: dict[str, int | None] = {
        item.key: random.choice((5, 5, 4, 4, 4, 3, 2, None)) for item in form.items
    }
    comments = {question.key: random.choice(COMMENTS) for question in form.open_questions}
    return ratings, {key: text for key, text in comments.items() if text}


def invented_ideas(random: Random, leaders: Sequence[int], count: int) -> Iterator[IdeaDetails]:
    """Yield ideas, each led by one of the people."""
    for number in range(count):
        title, need = random.choice(_IDEAS)
        yield IdeaDetails(
            title=f"{title} {number + 1}",
            need=need,
            leader_id=random.choice(leaders),
            budget_rwf=random.randint(8, 60) * 100_000,
            jobs_men=random.randint(0, 6),
            jobs_women=random.randint(0, 6),
        )

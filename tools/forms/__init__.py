"""Issue forms made from the models, and entries made from what people write in them."""

from tools.forms.questions import FORMS, Question, questions
from tools.forms.read import RefusedError, submitted
from tools.forms.write import form

__all__ = ["FORMS", "Question", "RefusedError", "form", "questions", "submitted"]

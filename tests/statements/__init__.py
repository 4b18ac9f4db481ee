"""What the guidance states, numbered 1 to 87, and where this product answers each statement."""

from tests.statements.response import ADULTS, LEAD, SUPPORT
from tests.statements.school import ALERTS, PREVENTION
from tests.statements.what_it_is import SIGNS, STAFF, WHAT_IT_IS

ANSWERS = WHAT_IT_IS | SIGNS | STAFF | LEAD | SUPPORT | ADULTS | PREVENTION | ALERTS

"""Who sees people, who corrects plain facts, who words the levels. The names in the tree are for everybody."""

from vinhdanh.kernel.permissions import Permission, holds, holds_somewhere

SEE_PERSON = Permission("person.see", holds("office", "clerk", "leader", "secretary", over="unit__path"))
EDIT_PERSON = Permission("person.edit", holds("office", over="unit__path"))
EDIT_UNIT = Permission("unit.edit", holds("office", over="path"))
WORD_LEVELS = Permission("kind.word", holds_somewhere("administrator", "office"))

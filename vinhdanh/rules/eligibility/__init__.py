"""Who may be commended: conditions as data, three answers, each with the records it rests on."""

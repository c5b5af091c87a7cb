"""Reports on paper: one document model, written as PDF, as Word, and with an annex for Excel."""

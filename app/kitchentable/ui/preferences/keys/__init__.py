"""The section "How your records open": what opens them in words, and the forms that change it."""

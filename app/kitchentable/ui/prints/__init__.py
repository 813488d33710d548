"""Print: choose a sheet, look at its pages, save it as PDF or send it to a printer."""

"""Which entity each mention means: begin at `linker`; groups and bodies by name, `persons`, `places`."""

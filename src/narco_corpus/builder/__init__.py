"""From captures to a release: read, parse, mask, recognise, link, check, write."""

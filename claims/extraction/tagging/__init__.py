"""The parts of the tagger: pieces and marks, windows, chain of tags, links, network."""

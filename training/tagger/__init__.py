"""The tagger: from annotated articles to `claims/weights/tagger.onnx`."""

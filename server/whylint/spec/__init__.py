"""What a document says as a spec: its kind, elements, groups, criteria, promises and coverage."""

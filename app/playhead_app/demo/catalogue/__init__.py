"""The demo's catalogue service: a GraphQL API over a small SQLite database.

Its schema, `demo/schema.graphql`, is the contract that a real service implements to stand behind the app.
"""

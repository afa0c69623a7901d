"""The printed side: PDF summaries drawn from a `model.summary.Summary`, without a look at the database."""

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>Why PostgreSQL refuses a statement.</summary>
/// <param name="Why">In PostgreSQL's words, more or less.</param>
/// <param name="WhatToDo">As the end of a sentence.</param>
internal sealed record Refusal(string Why, string WhatToDo);

namespace Lockstep.Model.Effects;

/// <summary>How far PostgreSQL goes with a query; each stage locks more.</summary>
internal enum QueryStage
{
    /// <summary>Its names are looked up, as of a new view's query: what it names is locked.</summary>
    Parsed,

    /// <summary>Views in it are put in their places, as of a prepared statement: what they name is locked too.</summary>
    Rewritten,

    /// <summary>It is planned, as by EXPLAIN: children and indexes are locked too.</summary>
    Planned,

    /// <summary>It is run: rows are read, triggers and foreign keys do their work.</summary>
    Executed,
}

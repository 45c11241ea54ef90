namespace Lockstep;

/// <summary>What happens to referencing rows when the referenced row goes or changes its key.</summary>
public enum ReferentialAction
{
    /// <summary>An error at the end of the statement or transaction. PostgreSQL's default.</summary>
    NoAction,

    /// <summary>An error at once.</summary>
    Restrict,

    /// <summary>They go or change too.</summary>
    Cascade,

    /// <summary>Their columns become null.</summary>
    SetNull,

    /// <summary>Their columns become their defaults.</summary>
    SetDefault,
}

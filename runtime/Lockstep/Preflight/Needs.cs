namespace Lockstep.Preflight;

/// <summary>What a role needs on a relation for what is pending.</summary>
[Flags]
internal enum Needs
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To be its owner, or a member of the role that is.</summary>
    Owner = 1,

    /// <summary>To be its owner, or MAINTAIN since PostgreSQL 17.</summary>
    Maintain = 2,

    /// <summary>INSERT.</summary>
    Insert = 4,

    /// <summary>UPDATE.</summary>
    Update = 8,

    /// <summary>DELETE.</summary>
    Delete = 16,

    /// <summary>TRUNCATE.</summary>
    Truncate = 32,

    /// <summary>REFERENCES.</summary>
    References = 64,

    /// <summary>TRIGGER.</summary>
    Trigger = 128,

    /// <summary>To be its owner, or that of its schema.</summary>
    Drop = 256,
}

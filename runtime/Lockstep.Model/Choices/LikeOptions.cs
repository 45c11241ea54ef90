namespace Lockstep;

/// <summary>What of a table <c>LIKE</c> takes over beside its columns and NOT NULL.</summary>
[Flags]
public enum LikeOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Comments.</summary>
    Comments = 1,

    /// <summary>Compression methods.</summary>
    Compression = 2,

    /// <summary>Check constraints.</summary>
    Constraints = 4,

    /// <summary>Defaults.</summary>
    Defaults = 8,

    /// <summary>Generation expressions.</summary>
    Generated = 16,

    /// <summary>Identity, with new sequences.</summary>
    Identity = 32,

    /// <summary>Indexes, and the keys that they enforce.</summary>
    Indexes = 64,

    /// <summary>Extended statistics.</summary>
    Statistics = 128,

    /// <summary>Storage settings of columns.</summary>
    Storage = 256,

    /// <summary>All of it.</summary>
    All = 511,
}

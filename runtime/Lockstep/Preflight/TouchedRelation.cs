using Lockstep.Model.Schema;

namespace Lockstep.Preflight;

/// <summary>A relation that pending steps lock, change or write to.</summary>
/// <param name="name">Its name; the first schema of the search path stands in where nothing tells the schema.</param>
/// <param name="version">The first migration that touches it.</param>
internal sealed class TouchedRelation(ObjectName name, long version)
{
    /// <summary>Its name.</summary>
    public ObjectName Name { get; } = name;

    /// <summary>The first migration that touches it.</summary>
    public long Version { get; } = version;

    /// <summary>The strongest lock that is taken on it, or waited for by CONCURRENTLY; null if none is known.</summary>
    public LockMode? Mode { get; private set; }

    /// <summary>What the role needs before anything else is done.</summary>
    public Needs Needs { get; private set; }

    /// <summary>What it needs after the migrations themselves have given or taken privileges, or have set another role.</summary>
    public Needs LaterNeeds { get; private set; }

    /// <summary>Whether it gets a new file, so that the old and the new one are there at the same time.</summary>
    public bool Rewritten { get; set; }

    /// <summary>Notes a lock.</summary>
    public void Lock(LockMode mode) => Mode = Mode is { } known && known > mode ? known : mode;

    /// <summary>Notes a need.</summary>
    /// <param name="needs">The need.</param>
    /// <param name="sure">Whether who has what is still as it is now.</param>
    public void Need(Needs needs, bool sure)
    {
        if (sure) Needs |= needs;
        else LaterNeeds |= needs;
    }
}

namespace Lockstep.Catalog;

/// <summary>The numbers of PostgreSQL's catalogs, which are the same in every version.</summary>
internal static class Catalogs
{
    public const uint Class = 1259;

    public const uint Type = 1247;

    public const uint Routine = 1255;

    public const uint Namespace = 2615;

    public const uint Constraint = 2606;

    public const uint Trigger = 2620;

    public const uint Rule = 2618;

    public const uint Policy = 3256;
}

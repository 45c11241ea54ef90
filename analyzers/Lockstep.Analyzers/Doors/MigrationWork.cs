using System.Runtime.CompilerServices;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Analyzers.Doors;

/// <summary>What has been worked out last for a migration, kept with it from one compilation to the next.</summary>
internal sealed class MigrationWork
{
    private static readonly ConditionalWeakTable<MigrationScript, MigrationWork> All = new();

    /// <summary>Its Up, followed from the schema that it met.</summary>
    public FollowedScript? Up { get; set; }

    /// <summary>What the rules found in it.</summary>
    public JudgedMigration? Judged { get; set; }

    /// <summary>Of a migration; the same instance for as long as what it does is the same.</summary>
    public static MigrationWork Of(MigrationScript script) => All.GetOrCreateValue(script);
}

using Lockstep.Model.Effects;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>Up or Down of a migration, followed from the schema that it meets.</summary>
/// <param name="Statements">Its statements.</param>
/// <param name="Before">The schema that it meets.</param>
/// <param name="After">The schema that it leaves.</param>
/// <param name="Server">The server that its effects are told of.</param>
public sealed record FollowedScript(IReadOnlyList<ReviewedStatement> Statements, DatabaseSchema Before, DatabaseSchema After, ServerFacts Server)
{
    /// <summary>Follows Up.</summary>
    /// <param name="script">The migration.</param>
    /// <param name="before">The schema that it meets.</param>
    /// <param name="server">The server that effects are told of.</param>
    public static FollowedScript Up(MigrationScript script, DatabaseSchema before, ServerFacts server) =>
        ScriptFollower.Follow(script, script.Up, isDown: false, before, server);

    /// <summary>Follows Down.</summary>
    /// <param name="script">The migration.</param>
    /// <param name="before">The schema that Up leaves.</param>
    /// <param name="server">The server that effects are told of.</param>
    public static FollowedScript Down(MigrationScript script, DatabaseSchema before, ServerFacts server) =>
        ScriptFollower.Follow(script, script.Down, isDown: true, before, server);
}

using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>A migration, followed statement by statement from the schema that it meets: all that a rule may want to know of it.</summary>
public sealed class MigrationReview
{
    private MigrationReview(MigrationScript script, MigrationHistory history, RuleOptions options, FollowedScript up)
    {
        Script = script;
        History = history;
        Options = options;
        var down = FollowedScript.Down(script, up.After, options.Server);
        Up = up.Statements;
        AfterUp = up.After;
        Down = down.Statements;
        AfterDown = down.After;
        Statements = [.. Up, .. Down];
        Performed = [.. Statements.SelectMany(statement => statement.Operations.Concat(statement.Called))];
        if (history.IsComplete) return;
        foreach (var statement in Statements) statement.MayMeetOthers();
    }

    /// <summary>The migration.</summary>
    public MigrationScript Script { get; }

    /// <summary>What came before it.</summary>
    public MigrationHistory History { get; }

    /// <summary>What the project told the rules.</summary>
    public RuleOptions Options { get; }

    /// <summary>The schema that Up meets.</summary>
    public DatabaseSchema Before => History.Schema;

    /// <summary>The schema that Up leaves, and Down meets.</summary>
    public DatabaseSchema AfterUp { get; }

    /// <summary>The schema that Down leaves.</summary>
    public DatabaseSchema AfterDown { get; }

    /// <summary>What Up does, in order.</summary>
    public IReadOnlyList<ReviewedStatement> Up { get; }

    /// <summary>What Down does, in order.</summary>
    public IReadOnlyList<ReviewedStatement> Down { get; }

    /// <summary>Up's statements, then Down's.</summary>
    public IReadOnlyList<ReviewedStatement> Statements { get; }

    /// <summary>What the statements perform, and the functions that they call, in order. An array, since a hundred rules walk along it.</summary>
    internal ReviewedOperation[] Performed { get; }

    /// <summary>Follows a migration.</summary>
    /// <param name="script">The migration.</param>
    /// <param name="history">What came before it.</param>
    /// <param name="options">What the project tells the rules.</param>
    /// <param name="up">Its Up, if that has been followed from that history already.</param>
    public static MigrationReview Of(MigrationScript script, MigrationHistory history, RuleOptions options, FollowedScript? up = null) =>
        new(script, history, options, up ?? FollowedScript.Up(script, history.Schema, options.Server));

    /// <summary>Whether the project says that the table holds little.</summary>
    public bool IsSmall(ObjectName table) => Names(Options.SmallTables, table);

    /// <summary>Whether the project says that the table is big or much used.</summary>
    public bool IsLarge(ObjectName table) => Names(Options.LargeTables, table);

    private static bool Names(EquatableArray<string> tables, ObjectName table)
    {
        foreach (var name in tables)
        {
            if (name == table.Name || name == table.Schema + "." + table.Name) return true;
        }

        return false;
    }
}

using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4015.</summary>
public sealed class CantBeChecked : Rule
{
    private const string Partly = "rules have looked only at what is constant in it, and ";
    private const string NoRule = "no rule has looked at it, and ";

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4015",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "What a migration does can be read in it",
        "{0}, so {1}the schema after it is not known; {2}",
        "Rules read SQL. Text that is put together when the migration runs, in C# or by EXECUTE in a DO block, they can't read; what follows in this and later " +
        "migrations they judge without it. The proof on a throwaway PostgreSQL still runs it.");

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        foreach (var elsewhere in review.Script.Elsewhere)
        {
            if (elsewhere.File is not { } file) continue;
            report.Add(Info, elsewhere.Origin, file.Length == 0 ? "psql runs another file here" : $"psql runs '{file}' here", NoRule, "lint that file too");
        }

        foreach (var statement in review.Statements)
        {
            switch (statement.Operation)
            {
                case UnknownSql:
                    report.Add(Info, statement.Operation.Origin, "A part of this is known only when it runs", Partly, "write it as constants");
                    break;
                case SqlText { Kind: StatementKind.Block } block when Legibility.IsDynamic(block) && !Legibility.IsOpaque(block):
                    report.Add(
                        Info,
                        block.Origin,
                        "The DO block executes text that is put together when it runs",
                        Partly,
                        "write the statements out, or see to it that it changes only what rules need not judge");
                    break;
                case SqlText { Kind: StatementKind.Block } block when CalledInBlock.Lock(block, statement, review.History.IsComplete) is { } held:
                    report.Add(
                        Info,
                        block.Origin,
                        $"The DO block runs a function whose code takes {held.Mode.Words()} on '{held.Relation}'",
                        string.Empty,
                        "write the statements out");
                    break;
                // A query itself never locks so much: a function that it calls does, or what that calls.
                case Query or CallProcedure or SqlText { Meaning: [Query or CallProcedure] } when StrongLock.Of(statement) is { } held && (!review.History.IsComplete || statement.Before.Relations.Find(held.Relation) is not null):
                    report.Add(
                        Info,
                        statement.Operation.Origin,
                        $"{StatementText.Short(statement.Operation)} runs a function whose code takes {held.Mode.Words()} on '{held.Relation}'",
                        string.Empty,
                        "write the statements out");
                    break;
            }
        }
    }
}

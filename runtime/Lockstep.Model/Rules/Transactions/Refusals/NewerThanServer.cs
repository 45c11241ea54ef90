using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Transactions.Refusals;

/// <summary>What came with a later version than the one that the migrations are for. LS2036 is about what constraints say.</summary>
internal static class NewerThanServer
{
    public static Refusal? Check(ReviewedOperation reviewed)
    {
        var version = reviewed.Statement.Server.Version;
        foreach (var (what, since, instead) in Of(reviewed.Operation))
        {
            if (version < since) return new($"PostgreSQL {version} does not know {what}, which came with {since}", instead + ", or set lockstep_postgres_version if all servers are newer");
        }

        return null;
    }

    private static IEnumerable<(string What, int Since, string Instead)> Of(Operation operation)
    {
        const string Store = "say STORED where the table is new, or leave the column out and compute it in a view";
        switch (operation)
        {
            case AddColumn { Column: { GeneratedAs: not null, GeneratedVirtual: true } }:
            case CreateTable create when create.Columns.Any(column => column is { GeneratedAs: not null, GeneratedVirtual: true }):
                yield return ("generated columns that are computed when they are read (VIRTUAL)", 18, Store);
                break;
            case SetExpression:
                yield return ("SET EXPRESSION", 17, "drop the column and add it again");
                break;
            case SetColumnCompression:
                yield return ("SET COMPRESSION", 14, "take it out");
                break;
            case CreateTrigger { OrReplace: true }:
                yield return ("CREATE OR REPLACE TRIGGER", 14, "drop the trigger and make it again, in one transaction");
                break;
            case MergeRows merge:
                yield return ("MERGE", 15, "write INSERT … ON CONFLICT, UPDATE and DELETE");
                var statement = SqlParser.Parse(merge.Sql).Statements.OfType<MergeStatement>().FirstOrDefault();
                if (statement?.Branches.Any(branch => branch.Match == "not matched by source") is true) yield return ("NOT MATCHED BY SOURCE", 17, "write a DELETE or UPDATE with NOT EXISTS");
                if (statement?.Returning.Count > 0) yield return ("RETURNING in MERGE", 17, "take it out");
                break;
        }
    }
}

using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5005.</summary>
public sealed class IndexOfUnorderedType : OperationRule
{
    private static readonly HashSet<string> s_unordered =
        ["json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "jsonpath", "aclitem", "xid", "cid", "txid_snapshot", "pg_snapshot"];

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5005",
        RuleCategory.Design,
        RuleSeverity.Error,
        "A b-tree is over types that have an order",
        "PostgreSQL refuses index '{0}' of '{1}': type {2} of column '{3}' has no order, which a b-tree needs; {4}",
        "Indexes without USING, primary keys and unique constraints are b-trees. Types such as json, xml and point have no operators for them.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var (table, index) in NewConstraints.Indexes(reviewed))
        {
            if (index.Method != "btree") continue;
            foreach (var element in index.Elements)
            {
                if (ExpressionText.ColumnOf(element) is not { } name || HasOperatorClass(element) || table.Column(name) is not { } column) continue;
                var type = ForeignKeyOfOtherType.Bare(column.Type, reviewed.After);
                if (!s_unordered.Contains(type)) continue;
                var instead = type switch
                {
                    "json" => "make the column jsonb and the index USING gin, or index an expression such as ((document ->> 'id'))",
                    "point" or "box" or "polygon" or "circle" => "create it USING gist",
                    _ => "index an expression of a type that has one, such as a cast to text",
                };
                report.Add(Info, reviewed.Origin, index.Name.Name, index.Table.ToString(), column.Type, name, instead);
            }
        }
    }

    private static bool HasOperatorClass(string element) =>
        SqlParser.Parse("CREATE INDEX ON t (" + element + ")").Statements.FirstOrDefault() is CreateIndexStatement { Columns: [{ OperatorClass: not null }] };
}

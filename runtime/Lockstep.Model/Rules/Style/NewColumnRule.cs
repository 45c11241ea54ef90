using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Style;

/// <summary>A rule of style that looks at each column that Up makes, or gives another type: only of tables that stay.</summary>
public abstract class NewColumnRule : OperationRule
{
    /// <inheritdoc />
    protected sealed override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case CreateTable { Temporary: false } create:
                foreach (var column in create.Columns) Add(create.Table, column, review.Options);
                break;
            case AddColumn add:
                Add(add.Table, add.Column, review.Options);
                break;
            case AlterColumnType alter:
                Add(alter.Table, new(alter.Column, alter.Type) { NotNull = true, Collation = alter.Collation }, review.Options);
                break;
        }

        void Add(QualifiedName table, ColumnDefinition column, RuleOptions options)
        {
            if (Fault(column, options) is { } fault) report.Add(Info, reviewed.Origin, [table.ToString(), column.Name, .. fault]);
        }
    }

    /// <summary>What the message says behind the table's and the column's name; null if the column is as it is to be.</summary>
    internal abstract string[]? Fault(ColumnDefinition column, RuleOptions options);

    /// <summary>The type as the catalog calls it, without its length and the like: <c>varchar</c>, <c>int4[]</c>; empty if nobody can say.</summary>
    internal static string Type(string sql)
    {
        var type = TypeNames.Canonical(sql, _ => null);
        var (open, close) = (type.IndexOf('('), type.IndexOf(')'));
        return open < 0 || close < open ? type : type.Remove(open, close - open + 1);
    }
}

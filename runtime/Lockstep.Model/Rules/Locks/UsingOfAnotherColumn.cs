using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2056.</summary>
public sealed class UsingOfAnotherColumn : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2056",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "USING turns the column's own values into the new type",
        "Column '{0}.{1}' changes to {2}, but USING {3}; {4}",
        "USING says what each row holds afterwards. If it does not name the column its values are thrown away, and if it casts to another type they go through that one, " +
        "with what that type can't hold.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not AlterColumnType { Using: { } conversion } alter || reviewed.IsNew(alter.Table)) return;
        if (!ExpressionText.Uses(conversion, alter.Column))
        {
            Add("does not name it, so all its values are replaced by {0}", conversion, $"if that is meant, say it in an UPDATE in batches; else write USING {alter.Column}::{alter.Type}");
            return;
        }

        var types = new TypeCatalog(reviewed.Before);
        if (SqlParser.ParseExpression(conversion) is not CastExpression cast) return;
        var through = types.Read(cast.Type.TextIn(conversion));
        var to = types.Read(alter.Type);
        if (through.Bare != to.Bare) Add("casts it to {0} on the way", cast.Type.TextIn(conversion), "cast to the new type itself");

        void Add(string what, string name, string whatToDo) =>
            report.Add(Info, alter.Origin, alter.Table.ToString(), alter.Column, alter.Type, string.Format(System.Globalization.CultureInfo.InvariantCulture, what, name), whatToDo);
    }
}

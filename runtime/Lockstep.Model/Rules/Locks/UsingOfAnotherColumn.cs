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
        var (what, whatToDo) = Problem(reviewed, alter, conversion);
        if (what is not null) report.Add(Info, alter.Origin, alter.Table.ToString(), alter.Column, alter.Type, what, whatToDo);
    }

    private static (string? What, string WhatToDo) Problem(ReviewedOperation reviewed, AlterColumnType alter, string conversion)
    {
        if (!ExpressionText.Uses(conversion, alter.Column))
        {
            return (
                $"does not name it, so {conversion} replaces all its values",
                $"if that is meant, say it in an UPDATE in batches; else write USING {alter.Column}::{alter.Type}");
        }

        var types = new TypeCatalog(reviewed.Before);
        if (SqlParser.ParseExpression(conversion) is not CastExpression cast) return (null, string.Empty);
        var written = cast.Type.TextIn(conversion);
        var through = types.Read(written);
        var to = types.Read(alter.Type);
        var isHarmless = through.Bare == to.Bare || (!through.HasModifier && BuiltInTypes.IsBinaryCoercible(through.Name, to.Name));
        return isHarmless ? (null, string.Empty) : ($"casts it to {written} on the way", "cast it to the new type itself");
    }
}

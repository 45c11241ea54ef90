using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>What in a new column makes PostgreSQL write every row anew.</summary>
internal enum ColumnRewrite
{
    /// <summary>Nothing, or nobody waits for it.</summary>
    None,

    /// <summary>A stored generated column.</summary>
    Generated,

    /// <summary>A sequence gives each row a number.</summary>
    Sequence,

    /// <summary>A domain with constraints, or with a volatile default.</summary>
    Domain,

    /// <summary>A volatile default.</summary>
    Default,
}

/// <summary>Tells why a new column makes PostgreSQL write every row anew.</summary>
internal static class ColumnRewrites
{
    /// <summary>Why; of several causes the one that stays when another is taken away.</summary>
    public static ColumnRewrite CauseOf(AddColumn add, ReviewedOperation reviewed, MigrationReview review)
    {
        if (IsThere(add, reviewed) || reviewed.Busy(reviewed.Effects.Rewrites, review).Count == 0) return ColumnRewrite.None;
        var types = new TypeCatalog(reviewed.Before);
        var type = types.Read(add.Column.Type);
        if (add.Column.GeneratedAs is not null) return ColumnRewrite.Generated;
        if (IsNumbered(add.Column)) return ColumnRewrite.Sequence;
        if (types.DomainOf(type) is not null && (types.HasConstraints(type) || add.Column.Default is null)) return ColumnRewrite.Domain;
        return ColumnRewrite.Default;
    }

    /// <summary>Whether a sequence gives each row its value.</summary>
    public static bool IsNumbered(ColumnDefinition column) =>
        column.Identity != Identity.None || TypeNames.Serial(TypeNames.Canonical(column.Type, _ => null)) is not null;

    /// <summary>Whether the column is there already, so that nothing is done.</summary>
    public static bool IsThere(AddColumn add, ReviewedOperation reviewed) => add.IfNotExists && reviewed.Column(add.Table, add.Column.Name) is not null;
}

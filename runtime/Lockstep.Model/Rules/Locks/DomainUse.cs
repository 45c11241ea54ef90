using Lockstep.Model.Effects;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>Which tables a change of a domain reads.</summary>
internal static class DomainUse
{
    /// <summary>The tables in use that have columns of the domain, as a message names them; null if there are none.</summary>
    public static string? Tables(QualifiedName domain, ReviewedOperation reviewed, MigrationReview review)
    {
        var types = new TypeCatalog(reviewed.Before);
        var tables = reviewed.Busy(reviewed.Effects.Scans, review);
        if (tables.Count > 0) return string.Join(", ", tables.Select(table => "'" + table + "'"));
        return types.DomainOf(types.Read(domain.ToSql())) is null ? "every table that uses it" : null;
    }
}

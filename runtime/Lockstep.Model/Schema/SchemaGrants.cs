using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <summary>What was granted on objects, as <see cref="SchemaObject.Grants"/> says it.</summary>
internal static class SchemaGrants
{
    private const string WithOption = " WITH GRANT OPTION";
    private const string To = " TO ";

    /// <summary>A privilege as a text.</summary>
    /// <param name="privilege">Such as <c>SELECT</c> or <c>SELECT (email)</c>.</param>
    /// <param name="grantee">To whom, as SQL.</param>
    /// <param name="isGrantable">Whether it may be passed on.</param>
    /// <param name="isMissing">Whether it is one of the start that was taken away.</param>
    public static string Write(string privilege, string grantee, bool isGrantable = false, bool isMissing = false) =>
        (isMissing ? "NO " : string.Empty) + privilege + To + grantee + (isGrantable ? WithOption : string.Empty);

    /// <summary>What a text says.</summary>
    public static (string Privilege, string Grantee, bool IsGrantable, bool IsMissing) Read(string grant)
    {
        var isMissing = grant.StartsWith("NO ", StringComparison.Ordinal);
        var isGrantable = grant.EndsWith(WithOption, StringComparison.Ordinal);
        var start = isMissing ? 3 : 0;
        var text = grant.Substring(start, grant.Length - start - (isGrantable ? WithOption.Length : 0));
        var to = text.LastIndexOf(To, StringComparison.Ordinal);
        return (text.Substring(0, to), text.Substring(to + To.Length), isGrantable, isMissing);
    }

    /// <summary>All privileges that there are on objects of the kind.</summary>
    /// <param name="kind">The kind of object.</param>
    /// <param name="version">The server's major version; null for the newest.</param>
    public static IReadOnlyList<string> All(ObjectKind kind, int? version) => kind switch
    {
        ObjectKind.Sequence => ["SELECT", "UPDATE", "USAGE"],
        ObjectKind.Schema => ["CREATE", "USAGE"],
        ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate => ["EXECUTE"],
        ObjectKind.Column => ["SELECT", "INSERT", "UPDATE", "REFERENCES"],
        ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable when version < 17 => ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"],
        ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable => ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"],
        _ => ["USAGE"],
    };

    /// <summary>Whether all roles have the privilege from the start.</summary>
    public static bool IsFromStart(ObjectKind kind, string privilege) =>
        (kind is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate && privilege == "EXECUTE") || (kind is ObjectKind.Type or ObjectKind.Domain or ObjectKind.Language && privilege == "USAGE");

    /// <summary>What the catalog's letter for default privileges stands for.</summary>
    public static string DefaultKind(char letter) => letter switch
    {
        'r' => "TABLES",
        'S' => "SEQUENCES",
        'f' => "FUNCTIONS",
        'T' => "TYPES",
        'n' => "SCHEMAS",
        'L' => "LARGE OBJECTS",
        _ => letter.ToString(),
    };

    /// <summary>The grant with a column's new name, if it is on that column.</summary>
    public static string OfColumn(string grant, string column, string newName)
    {
        var (privilege, grantee, isGrantable, isMissing) = Read(grant);
        var end = " (" + Sql.SqlIdentifier.Quote(column) + ")";
        return privilege.EndsWith(end, StringComparison.Ordinal)
            ? Write(privilege.Substring(0, privilege.Length - end.Length) + " (" + Sql.SqlIdentifier.Quote(newName) + ")", grantee, isGrantable, isMissing)
            : grant;
    }

    /// <summary>The grants after one more.</summary>
    public static EquatableArray<string> Granted(EquatableArray<string> grants, ObjectKind kind, string privilege, string grantee, bool isGrantable)
    {
        var left = grants.Where(grant => Read(grant) is var known && (known.Privilege != privilege || known.Grantee != grantee)).ToList();
        var before = grants.FirstOrDefault(grant => Read(grant) is { IsMissing: false } known && known.Privilege == privilege && known.Grantee == grantee);
        var option = isGrantable || (before is not null && Read(before).IsGrantable);
        if (!(grantee == "PUBLIC" && IsFromStart(kind, privilege) && !option)) left.Add(Write(privilege, grantee, option));
        return Sorted(left);
    }

    /// <summary>The grants after one was taken back.</summary>
    public static EquatableArray<string> Revoked(EquatableArray<string> grants, ObjectKind kind, string privilege, string grantee, bool onlyOption)
    {
        var left = grants.Where(grant => Read(grant) is var known && (known.Privilege != privilege || known.Grantee != grantee)).ToList();
        var had = left.Count < grants.Count;
        if (onlyOption && had) left.Add(Write(privilege, grantee));
        else if (!onlyOption && grantee == "PUBLIC" && IsFromStart(kind, privilege)) left.Add(Write(privilege, grantee, isMissing: true));
        return Sorted(left);
    }

    private static EquatableArray<string> Sorted(IEnumerable<string> grants) => new(grants.Distinct().OrderBy(grant => grant, StringComparer.Ordinal));
}

using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>A type as expressions have it.</summary>
/// <param name="Name">As the catalog calls it: <c>int4</c>, <c>varchar[]</c>, <c>public.mood</c>.</param>
/// <param name="Modifier">Such as <c>(10,2)</c>; empty for none.</param>
internal readonly record struct SqlType(string Name, string Modifier = "")
{
    /// <summary>Of a string that has none yet: it takes the one that it is needed as.</summary>
    public static SqlType Unknown { get; } = new("unknown");

    /// <summary>Nobody can tell: something that an extension brings, or that is not there.</summary>
    public static SqlType Untold { get; } = new("?");

    public static SqlType Text { get; } = new("text");

    public static SqlType Bool { get; } = new("bool");

    public static SqlType Int4 { get; } = new("int4");

    public static SqlType Record { get; } = new("record");

    public bool IsUnknown => Name == "unknown";

    public bool IsUntold => Name is "?" or "?[]";

    public bool IsArray => Name.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>The array of it.</summary>
    public SqlType Array => IsUntold ? Untold : IsArray ? this : new(Name + "[]", Modifier);

    /// <summary>Reads a type as columns of the schema have it, such as <c>varchar(20)[]</c>.</summary>
    public static SqlType Parse(string canonical)
    {
        if (canonical.Length == 0) return Untold;
        var array = canonical.EndsWith("[]", StringComparison.Ordinal) ? "[]" : string.Empty;
        var bare = canonical.Substring(0, canonical.Length - array.Length);
        // A character is a bpchar(1); the one in quotes is another type.
        if (bare == "char") return new("bpchar" + array, "(1)");
        var quoted = bare.LastIndexOf('"');
        var cut = bare.IndexOf('(', quoted + 1);
        var fields = bare.StartsWith("interval ", StringComparison.Ordinal) ? "interval".Length : -1;
        if (fields > 0) cut = fields;
        return cut < 0 ? new(bare + array) : new(bare.Substring(0, cut) + array, bare.Substring(cut));
    }

    /// <inheritdoc />
    public override string ToString() => IsArray ? Name.Substring(0, Name.Length - 2) + Modifier + "[]" : Name + Modifier;

    /// <summary>The type that is written, with its whole name if the schema has it.</summary>
    public static SqlType Of(SqlTypeName type, string source, Func<Sql.QualifiedName, ObjectName?> find) => Parse(TypeNames.Canonical(type, source, find));
}

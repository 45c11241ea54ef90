using System.Globalization;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>Which tables keep long values in a TOAST table beside them (<c>needs_toast_table</c>).</summary>
internal static class LongValues
{
    /// <summary>Rows that can't be longer than this stay whole (<c>TOAST_TUPLE_THRESHOLD</c> with pages of 8 kB).</summary>
    private const int Threshold = 2032;

    /// <summary>A character takes up to that many bytes in UTF-8.</summary>
    private const int BytesOfCharacter = 4;

    private static readonly Dictionary<string, int> s_lengths = new()
    {
        ["bool"] = 1,
        ["\"char\""] = 1,
        ["int2"] = 2,
        ["int4"] = 4,
        ["int8"] = 8,
        ["float4"] = 4,
        ["float8"] = 8,
        ["money"] = 8,
        ["date"] = 4,
        ["time"] = 8,
        ["timetz"] = 12,
        ["timestamp"] = 8,
        ["timestamptz"] = 8,
        ["interval"] = 16,
        ["uuid"] = 16,
        ["name"] = 64,
        ["macaddr"] = 6,
        ["macaddr8"] = 8,
        ["point"] = 16,
        ["lseg"] = 32,
        ["box"] = 32,
        ["line"] = 24,
        ["circle"] = 24,
        ["oid"] = 4,
        ["xid"] = 4,
        ["xid8"] = 8,
        ["cid"] = 4,
        ["tid"] = 6,
        ["pg_lsn"] = 8,
    };

    /// <summary>Whether the table has a TOAST table.</summary>
    public static bool KeptAside(DatabaseSchema schema, RowRelation relation)
    {
        var length = 24 + ((relation.Columns.Count + 7) / 8);
        var (isLong, isUnlimited) = (false, false);
        foreach (var column in relation.Columns)
        {
            var type = BaseType(schema, column.Type);
            if (FixedLength(schema, type) is { } bytes)
            {
                length += bytes;
                continue;
            }

            isLong |= !string.Equals(column.Storage, "plain", StringComparison.OrdinalIgnoreCase);
            if (MaximumLength(type) is { } most) length += most;
            else isUnlimited = true;
        }

        return isLong && (isUnlimited || length > Threshold);
    }

    private static string BaseType(DatabaseSchema schema, string type)
    {
        for (var depth = 0; depth < 32 && schema.Types.Find(NameOf(type)) is DomainType domain; depth++) type = domain.Type;
        return type;
    }

    private static ObjectName NameOf(string type)
    {
        var name = QualifiedName.Parse(type);
        return new(name.Schema ?? "public", name.Name);
    }

    private static int? FixedLength(DatabaseSchema schema, string type)
    {
        if (schema.Types.Find(NameOf(type)) is EnumType) return 4;
        if (type is [.., ']']) return null;
        var name = Word(type);
        return s_lengths.TryGetValue(name, out var length) ? length : name.StartsWith("reg", StringComparison.Ordinal) ? 4 : null;
    }

    private static string Word(string type)
    {
        var end = type.IndexOfAny(['(', ' ']);
        return end < 0 ? type : type.Substring(0, end);
    }

    /// <summary>Of a type whose length is limited by its modifier; null if nothing limits it.</summary>
    private static int? MaximumLength(string type)
    {
        var open = type.IndexOf('(');
        if (open < 0 || type is not [.., ')']) return null;
        var first = type.Substring(open + 1, type.Length - open - 2).Split(',')[0];
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return Word(type) switch
        {
            "varchar" or "char" or "bpchar" => (number * BytesOfCharacter) + 4,
            "bit" or "varbit" => ((number + 7) / 8) + 8,
            "numeric" => 8 + ((number + 6) / 4 * 2),
            _ => null,
        };
    }
}

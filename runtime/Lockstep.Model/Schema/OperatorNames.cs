using Lockstep.Model.Operations;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema;

/// <summary>The names under which a schema keeps operators and casts: with the types that tell them apart.</summary>
internal static class OperatorNames
{
    /// <summary>The operator's symbol with the types of its operands, which stand among its options: <c>=== (int4, int4)</c>.</summary>
    public static string Of(DefineObject define, Func<string, string> typeOf)
    {
        var sql = SqlWriter.Write(define);
        var options = SqlParser.Parse(sql).Statements.OfType<DefineStatement>().SelectMany(statement => statement.Definition).ToList();
        string Operand(string name) => options.Find(option => Sql.SqlIdentifier.Fold(option.Name.Value) == name)?.Value is { } type ? typeOf(type.TextIn(sql)) : "none";
        return $"{define.Object.Name.Name} ({Operand("leftarg")}, {Operand("rightarg")})";
    }

    /// <summary>What a cast is from and to: <c>public.address AS text</c>.</summary>
    public static string OfCast(string name, Func<string, string> typeOf)
    {
        var at = name.IndexOf(" AS ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? name : typeOf(name.Substring(0, at)) + " AS " + typeOf(name.Substring(at + 4));
    }
}

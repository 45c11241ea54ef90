using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <summary>
/// Reads an expression or query to its normal form: what PostgreSQL makes of it, with every name, type and overload resolved as PostgreSQL does. An
/// expression and what the server's catalog says of it have the same form; two that may mean different things do not. What the schema can't tell (functions
/// and types of extensions) stays as it was written.
/// </summary>
/// <param name="context">What names mean.</param>
/// <param name="source">The text that the syntax tree was read from.</param>
internal sealed partial class FormReader(FormContext context, string source)
{
    private Scope _scope = new();
    private int _sources;

    private TypeRules Types => context.Types;

    /// <summary>What was referred to, in order.</summary>
    public List<Reference> References { get; } = [];

    /// <summary>The stars that stand for columns, with the columns' names.</summary>
    public List<(int Start, int Length, string Columns)> Stars { get; } = [];

    /// <summary>The form of an expression that a column of the type gets: that it is made to fit goes without saying.</summary>
    public string Assigned(SqlExpression expression, Scope scope, SqlType? target)
    {
        _scope = scope;
        var value = Read(expression);
        if (target is not { } type) return Settled(value).Form;
        return value.Literal is not null || value.IsNull ? Coerce(value, new(Types.Base(type).Name)).Form : value.Form;
    }

    private string Form(SqlExpression? expression) => expression is null ? string.Empty : Settled(Read(expression)).Form;

    private string Condition(SqlExpression expression) => Coerce(Read(expression), SqlType.Bool).Form;

    private static string List(IEnumerable<string> forms) => string.Join(",", forms);

    /// <summary>A string that nothing gave a type is a text.</summary>
    private Value Settled(Value value) => value.Type.IsUnknown ? Coerce(value, SqlType.Text) : value;

    /// <summary>The value where one of the type is needed.</summary>
    private Value Coerce(Value value, SqlType target, bool isExplicit = false)
    {
        if (target.IsUntold || target.Name is "any" or "unknown") return value;
        if (value.Literal is { } text) return Literal(value, text, target, isExplicit);
        if (value.IsNull) return new("null::" + target.Name, target);
        if (value.Type.IsUntold && !isExplicit) return value with { Type = target };
        if (value.Type.Name != target.Name && !Types.IsRelabel(value.Type, target)) return Lengthened(new("cast " + target.Name + "(" + value.Form + ")", new(target.Name)), target, isExplicit);
        return Lengthened(value with { Type = new(target.Name, value.Type.Name == target.Name ? value.Type.Modifier : string.Empty) }, target, isExplicit);
    }

    /// <summary>A cast to <c>varchar(3)</c> also cuts.</summary>
    private static Value Lengthened(Value value, SqlType target, bool isExplicit)
    {
        if (target.Modifier.Length == 0 || !isExplicit || value.Type.Modifier == target.Modifier) return value with { Type = isExplicit ? target : value.Type };
        return new("cast " + target + "(" + value.Form + ")", target);
    }

    private Value Literal(Value value, string text, SqlType target, bool isExplicit)
    {
        var under = Types.Base(target);
        var form = under.Name switch
        {
            "regclass" => RelationName(value, text),
            "regtype" => SqlParser.ParseType(text) is { } type ? Literals.Quote(TypeNames.Canonical(type, text, context.FindType)) + "::regtype" : null,
            _ => null,
        } ?? Literals.Form(new(under.Name), text);
        if (Types.Find(under.Name) is EnumType labels) References.Add(new(ReferenceKind.Label, value.Start, value.Length, labels.Name, text));
        var read = new Value(form, new(under.Name));
        if (under.Name != target.Name) return new("cast " + target.Name + "(" + form + ")", new(target.Name));
        return Lengthened(read, target, isExplicit);
    }

    private string? RelationName(Value value, string text)
    {
        var name = QualifiedName.Parse(Folded(text));
        if (context.Schema.Find(name) is not { } relation) return null;
        References.Add(new(ReferenceKind.RelationName, value.Start, value.Length, relation.Name));
        return Literals.Quote(relation.Name.ToQualifiedName().ToSql()) + "::regclass";
    }

    /// <summary>A name in a string, with the parts folded that have no quotes.</summary>
    private static string Folded(string text) => text.IndexOf('"') >= 0 ? text : SqlIdentifier.Fold(text.Trim());

    private SqlType TypeOf(SqlTypeName type)
    {
        if (context.FindType(new(type.Name.Qualifier, type.Name.Name)) is { } own) References.Add(new(ReferenceKind.Type, type.Name.Start, type.Name.Length, own));
        else if (type.Name.Qualifier is not "pg_catalog" && BuiltIns.Type(type.Name.Name) is null && type.Name.Name is not ("record" or "char")) return UntoldType(type);
        return SqlType.Of(type, source, context.FindType);
    }

    private SqlType UntoldType(SqlTypeName type) => new(context.Untold(new(type.Name.Qualifier, type.Name.Name)) + (type.IsArray ? "[]" : string.Empty));

    private Value Read(SqlExpression expression) => expression switch
    {
        ConstantExpression constant => Constant(constant),
        TypedConstantExpression typed => Coerce(new(typed.Value, SqlType.Unknown) { Literal = typed.Value, Start = typed.End - Quoted(typed), Length = Quoted(typed) }, TypeOf(typed.Type), isExplicit: true),
        ColumnExpression column => Column(column),
        CastExpression cast => Cast(cast.Value, TypeOf(cast.Type)),
        CollateExpression collate => Collate(collate),
        UnaryExpression unary => Unary(unary),
        BinaryExpression binary => Binary(binary),
        LogicalExpression logical => Logical(logical),
        NotExpression not => new("not(" + Condition(not.Operand) + ")", SqlType.Bool),
        IsExpression test => Is(test),
        BetweenExpression between => Between(between),
        InExpression list => In(list),
        LikeExpression like => Like(like),
        QuantifiedExpression quantified => Quantified(quantified),
        CaseExpression @case => Case(@case),
        SubqueryExpression subquery => Subquery(subquery),
        ArrayExpression array => Array(array, null),
        RowExpression row => new("row(" + List(row.Items.Select(Form)) + ")", SqlType.Record),
        AtTimeZoneExpression { Zone: null } local => Call("timezone", [Read(local.Value)]),
        AtTimeZoneExpression zone => Call("timezone", [Read(zone.Zone!), Read(zone.Value)]),
        IndirectionExpression indirection => Indirection(indirection),
        FunctionCallExpression call => Call(call),
        SpecialCallExpression special => Special(special),
        ParameterExpression parameter => Parameter(parameter),
        _ => new("raw " + Words(expression), SqlType.Untold),
    };

    /// <summary>The length of the string at the end of a constant with its type before it.</summary>
    private int Quoted(TypedConstantExpression typed) => typed.End - (typed.Type.End + source.Substring(typed.Type.End, typed.End - typed.Type.End).TakeWhile(char.IsWhiteSpace).Count());

    private static Value Constant(ConstantExpression constant)
    {
        switch (constant.Kind)
        {
            case ConstantKind.Integer or ConstantKind.Number:
                var (form, type) = Literals.OfNumber(constant.Value);
                return new(form, type);
            case ConstantKind.String:
                return new(Literals.Quote(constant.Value), SqlType.Unknown) { Literal = constant.Value, Start = constant.Start, Length = constant.Length };
            case ConstantKind.Boolean:
                return new(constant.Value, SqlType.Bool);
            case ConstantKind.Null:
                return new("null", SqlType.Unknown) { IsNull = true };
            default:
                return new(Literals.Quote(constant.Kind == ConstantKind.HexBits ? Literals.Bits(constant.Value) : constant.Value) + "::bit", new("bit"));
        }
    }

    private Value Cast(SqlExpression value, SqlType target)
    {
        // The elements of an array that is written out become what the array is to be.
        if (value is ArrayExpression array && TypeRules.Element(target) is { } element) return Array(array, element);
        return Coerce(Read(value), target, isExplicit: true);
    }

    private Value Collate(CollateExpression collate)
    {
        var value = Settled(Read(collate.Value));
        var name = CollationName(collate.Collation);
        return value with { Form = "collate " + name + "(" + value.Form + ")", Literal = null, Collation = name };
    }

    /// <summary>The collation's name: without a schema for PostgreSQL's own.</summary>
    private string CollationName(SqlNamePath path) => FormOfCollation(context.Schema, new(path.Qualifier, path.Name));

    /// <summary>The collation's name as SQL: without a schema for PostgreSQL's own.</summary>
    public static string FormOfCollation(DatabaseSchema schema, QualifiedName name)
    {
        if (name.Schema == "pg_catalog") return SqlIdentifier.Quote(name.Name);
        foreach (var place in name.Schema is { } given ? [given] : schema.SearchPath.AsEnumerable())
        {
            if (schema.Others.Find(new(place, name.Name, nameof(Operations.ObjectKind.Collation))) is { } found) return found.Name.ToQualifiedName().ToSql();
        }

        return name.ToSql();
    }

    private Value Parameter(ParameterExpression parameter)
    {
        var name = "$" + parameter.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (var scope = _scope; scope is not null; scope = scope.Outer)
        {
            if (scope.Columns.Find(column => column.Form == name) is { } found) return new(found.Form, found.Type) { HasColumn = true };
        }

        return new(name, SqlType.Untold);
    }

    /// <summary>The words of a part of the source, folded, that are not in the parts of it.</summary>
    private string Words(SqlNode node, params IEnumerable<SqlNode?> parts) => Words(node.Start, node.End, parts);

    private string Words(int start, int end, IEnumerable<SqlNode?> parts)
    {
        var words = new List<string>();
        var without = parts.OfType<SqlNode>().ToList();
        var lexer = new SqlLexer(source, start, end);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (without.Exists(part => token.Start >= part.Start && token.End <= part.End)) continue;
            if (token.Kind == SqlTokenKind.Punctuation && token.Text(source) is "(" or ")" or ",") continue;
            words.Add(SqlIdentifier.Value(token, source) ?? token.Text(source));
        }

        return string.Join(" ", words);
    }
}

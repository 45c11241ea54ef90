using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <content>Operators, and what is written otherwise and means one.</content>
internal sealed partial class FormReader
{
    private Value Unary(UnaryExpression unary)
    {
        var symbol = unary.Operator.Symbol;
        if (symbol is "-" or "+" && unary.Operand is ConstantExpression { Kind: ConstantKind.Integer or ConstantKind.Number } number)
        {
            // A number with a sign is a number.
            var (form, type) = Literals.OfNumber(number.Value);
            if (symbol == "+") return new(form, type);
            if (type.Name == "int8" && form == "2147483648::int8") return new("-2147483648", SqlType.Int4);
            return new("-" + form, type);
        }

        return Operate(unary.Operator, null, Read(unary.Operand));
    }

    private Value Binary(BinaryExpression binary)
    {
        var symbol = binary.Operator.Symbol;
        if (symbol == "overlaps" && binary is { Left: RowExpression from, Right: RowExpression to }) return Call("overlaps", [.. from.Items.Concat(to.Items).Select(Read)]);
        if (binary is { Left: RowExpression left, Right: RowExpression right } && left.Items.Count == right.Items.Count && left.Items.Count > 0) return Rows(binary.Operator, left, right);
        return Operate(binary.Operator, Read(binary.Left), Read(binary.Right));
    }

    /// <summary>Equal rows have equal fields; in others the first fields that differ decide.</summary>
    private Value Rows(SqlOperator symbol, RowExpression left, RowExpression right)
    {
        var pairs = left.Items.Select((item, at) => Operate(symbol, Read(item), Read(right.Items[at])).Form).ToList();
        return pairs.Count == 1 ? new(pairs[0], SqlType.Bool)
            : symbol.Symbol == "=" ? new("and(" + List(pairs) + ")", SqlType.Bool)
            : Symbol(symbol) == "<>" ? new("or(" + List(pairs) + ")", SqlType.Bool)
            : new("rows(" + List(pairs) + ")", SqlType.Bool);
    }

    private static string Symbol(SqlOperator symbol) => symbol.Symbol == "!=" ? "<>" : symbol.Symbol;

    private Value Operate(string symbol, Value left, Value right) => Operate(new SqlOperator([], symbol), left, right);

    private Value Operate(SqlOperator name, Value? left, Value right)
    {
        var (callable, parameters, result) = Resolve(name, left?.Type, right.Type);
        var operands = left is { } first ? new[] { first, right } : [right];
        if (callable is null) return new("op? " + Symbol(name) + "(" + List(operands.Select(operand => Settled(operand).Form)) + ")", SqlType.Untold) { HasColumn = operands.Any(operand => operand.HasColumn) };
        var forms = operands.Select((operand, at) => Coerce(operand, parameters[at]).Form);
        return new(Head(name, callable) + "(" + List(forms) + ")", result) { HasColumn = operands.Any(operand => operand.HasColumn) };
    }

    private static string Head(SqlOperator name, Callable callable) => "op " + callable.Name + "<" + Symbol(name) + ">[" + List(callable.Parameters.Select(parameter => parameter.Type)) + "]";

    private (Callable? Callable, List<SqlType> Parameters, SqlType Result) Resolve(SqlOperator name, SqlType? left, SqlType right)
    {
        if (left is { IsUntold: true } || right.IsUntold) return (null, [], SqlType.Untold);
        var place = name.Schema.Count > 0 ? name.Schema[name.Schema.Count - 1].Value : null;
        if (CallResolution.FindOperator(Types, context.Operators(place, Symbol(name)), left, right) is not { } found) return (null, [], SqlType.Untold);
        var arguments = left is { } first ? new[] { first, right } : [right];
        var parameters = PolymorphicTypes.Resolve(Types, arguments, found.Parameters, found.Callable.Result, out var result);
        return (found.Callable, parameters, result);
    }

    private Value Logical(LogicalExpression logical)
    {
        var forms = new List<string>();
        Flatten(logical, logical.IsAnd, forms);
        return new((logical.IsAnd ? "and(" : "or(") + List(forms) + ")", SqlType.Bool);
    }

    private void Flatten(SqlExpression expression, bool isAnd, List<string> forms)
    {
        if (expression is LogicalExpression logical && logical.IsAnd == isAnd)
        {
            foreach (var operand in logical.Operands) Flatten(operand, isAnd, forms);
            return;
        }

        var form = Condition(expression);
        // BETWEEN and its like are AND too.
        var head = isAnd ? "and(" : "or(";
        forms.Add(form.StartsWith(head, StringComparison.Ordinal) ? form.Substring(head.Length, form.Length - head.Length - 1) : form);
    }

    private Value Is(IsExpression test)
    {
        if (test.Test == "distinct from" && test.Other is { } other)
        {
            var same = Operate("=", Read(test.Value), Read(other)).Form;
            return new(test.IsNot ? "not(distinct(" + same + "))" : "distinct(" + same + ")", SqlType.Bool);
        }

        var value = test.Test is "true" or "false" or "unknown" ? Condition(test.Value) : Form(test.Value);
        if (test.Test is "null" or "true" or "false" or "unknown" or "document") return new("is " + (test.IsNot ? "not " : string.Empty) + test.Test + "(" + value + ")", SqlType.Bool);
        if (test.Test == "normalized")
        {
            var kind = source.Substring(test.Value.End, test.End - test.Value.End).ToUpperInvariant().Split().FirstOrDefault(word => word is "NFC" or "NFD" or "NFKC" or "NFKD") ?? "NFC";
            return Denied(Call("is_normalized", [Read(test.Value), Text(kind)]), test.IsNot);
        }

        var words = Words(test, test.Value);
        return Denied(new(words.Replace("is not ", "is ") + "(" + value + ")", SqlType.Bool), test.IsNot);
    }

    private static Value Text(string text) => new(Literals.Quote(text), SqlType.Unknown) { Literal = text };

    private static Value Denied(Value value, bool isNot) => isNot ? new("not(" + value.Form + ")", SqlType.Bool) : value;

    private Value Between(BetweenExpression between)
    {
        var value = Read(between.Value);
        var (low, high) = (Read(between.Low), Read(between.High));
        string Range(Value from, Value to) => between.IsNot
            ? "or(" + Operate("<", value, from).Form + "," + Operate(">", value, to).Form + ")"
            : "and(" + Operate(">=", value, from).Form + "," + Operate("<=", value, to).Form + ")";
        if (!between.IsSymmetric) return new(Range(low, high), SqlType.Bool);
        return new((between.IsNot ? "and(" : "or(") + Range(low, high) + "," + Range(high, low) + ")", SqlType.Bool);
    }

    private Value Like(LikeExpression like)
    {
        var pattern = Read(like.Pattern);
        if (like.Kind == "similar to") pattern = Call("similar_to_escape", like.Escape is { } own ? [pattern, Read(own)] : [pattern]);
        else if (like.Escape is { } escape) pattern = Call("like_escape", [pattern, Read(escape)]);
        var symbol = like.Kind switch
        {
            "like" => "~~",
            "ilike" => "~~*",
            _ => "~",
        };
        return Operate(like.IsNot ? "!" + symbol : symbol, Read(like.Value), pattern);
    }

    private Value In(InExpression list)
    {
        if (list.Query is { } query) return Denied(Any("=", isAll: false, list.Value, query), list.IsNot);
        if (list.Value is RowExpression row)
        {
            var each = list.Items.Select(item => item is RowExpression other && other.Items.Count == row.Items.Count
                ? Rows(new([], list.IsNot ? "<>" : "="), row, other).Form
                : Operate(list.IsNot ? "<>" : "=", Read(row), Read(item)).Form).ToList();
            return new(each.Count == 1 ? each[0] : (list.IsNot ? "and(" : "or(") + List(each) + ")", SqlType.Bool);
        }

        var value = Read(list.Value);
        var items = list.Items.Select(Read).ToList();
        var constants = items.Where(item => !item.HasColumn).ToList();
        var forms = new List<string>();
        if (constants.Count > 1 && CommonType.Of(Types, constants.Select(item => item.Type).Prepend(value.Type)) is { IsUntold: false } common && common.Name != "record")
        {
            forms.Add(Any(new([], list.IsNot ? "<>" : "="), list.IsNot, value, ArrayOf(constants, common)).Form);
            items.RemoveAll(item => !item.HasColumn);
        }

        forms.AddRange(items.Select(item => Operate(list.IsNot ? "<>" : "=", value, item).Form));
        return new(forms.Count == 1 ? forms[0] : (list.IsNot ? "and(" : "or(") + List(forms) + ")", SqlType.Bool);
    }

    private Value Quantified(QuantifiedExpression quantified)
    {
        if (quantified.Query is { } query) return Any(Symbol(quantified.Operator), quantified.IsAll, quantified.Value, query);
        return Any(quantified.Operator, quantified.IsAll, Read(quantified.Value), Read(quantified.Array!));
    }

    /// <summary>A comparison with each element of an array.</summary>
    private Value Any(SqlOperator symbol, bool isAll, Value value, Value array)
    {
        var element = array.Type.IsUnknown ? array.Type : TypeRules.Element(Types.Base(array.Type)) ?? SqlType.Untold;
        var (callable, parameters, _) = Resolve(symbol, value.Type, element);
        var head = isAll ? "all " : "any ";
        if (callable is null) return new(head + "op? " + Symbol(symbol) + "(" + Settled(value).Form + "," + Settled(array).Form + ")", SqlType.Bool);
        return new(head + Head(symbol, callable) + "(" + Coerce(value, parameters[0]).Form + "," + Elements(array, parameters[1]) + ")", SqlType.Bool);
    }

    private string Elements(Value array, SqlType element) => Coerce(array, new(element.Name + "[]")).Form;

    /// <summary>A comparison with each row of a query.</summary>
    private Value Any(string symbol, bool isAll, SqlExpression value, SelectStatement query)
    {
        var left = value is RowExpression row ? row.Items.Select(Read).ToList() : [Read(value)];
        var rows = Query(query);
        var pairs = new List<string>();
        for (var at = 0; at < left.Count; at++)
        {
            // What stands for the query's column in the comparison.
            var type = at < rows.Columns.Count ? rows.Columns[at].Type : SqlType.Untold;
            pairs.Add(Operate(symbol, left[at], new("column", type)).Form);
        }

        return new((isAll ? "all(" : "any(") + List(pairs) + "," + rows.Form + ")", SqlType.Bool);
    }

    private Value Array(ArrayExpression array, SqlType? wanted)
    {
        // A list in the list is an array of the same kind.
        var items = array.Items.Select(item => item is ArrayExpression nested ? Array(nested, wanted) : Read(item)).ToList();
        if (wanted is { } type)
        {
            var cast = items.Select((item, at) => array.Items[at] is ArrayExpression ? item : Coerce(item, type, isExplicit: true));
            return new("array[" + List(cast.Select(item => item.Form)) + "]", type.Array);
        }

        if (items.Count > 0 && items[0].Type.IsArray && array.Items[0] is ArrayExpression) return new("array[" + List(items.Select(item => item.Form)) + "]", items[0].Type);
        return ArrayOf(items, CommonType.Of(Types, items.Select(item => item.Type)) ?? SqlType.Untold);
    }

    private Value ArrayOf(IEnumerable<Value> items, SqlType element) => new("array[" + List(items.Select(item => Coerce(item, new(element.Name)).Form)) + "]", element.Array);
}

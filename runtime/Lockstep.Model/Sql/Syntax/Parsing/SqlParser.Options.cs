using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Lists of options.</content>
public sealed partial class SqlParser
{
    private static readonly IReadOnlyList<SqlOption> NoOptions = [];

    /// <summary><c>(name = value, …)</c>, names maybe with a namespace.</summary>
    private List<SqlOption> Definition(bool allowNamespace = false)
    {
        Expect(LeftParen);
        var options = new List<SqlOption>();
        do
        {
            var first = _at;
            var name = Label();
            string? space = null;
            if (allowNamespace && Accept(Dot))
            {
                space = name.Value;
                name = Label();
            }

            var value = Accept(Equal) ? DefinitionValue() : null;
            options.Add(Finish(new SqlOption(space, name, value), first));
        }
        while (Accept(Comma));
        Expect(RightParen);
        return options;
    }

    private List<SqlOption> RelationOptions() => Definition(allowNamespace: true);

    private IReadOnlyList<SqlOption> OptionalDefinition() => Accept(WITH) ? Definition() : NoOptions;

    private SqlOptionValue DefinitionValue()
    {
        var first = _at;
        if (_code == SConst) return Finish(new SqlOptionValue(String()), first);
        if (IsNumber && (_code is IConst or FConst || Peek() is IConst or FConst)) return Finish(new SqlOptionValue(Number()), first);
        if (IsOperator || _code == OPERATOR) return Finish(new SqlOptionValue(OperatorOrQualified().ToString()), first);
        if (_code == NONE) return Finish(new SqlOptionValue(TakeName().Value), first);
        if (Is(TokenClasses.Type))
        {
            var type = FunctionType();
            return Finish(new SqlOptionValue(type.ToString(), type), first);
        }

        if (_code < KeywordTable.First || KeywordTable.Category(_code) != 'r') Fail();
        return Finish(new SqlOptionValue(Label().Value), first);
    }

    /// <summary>The options of VACUUM, EXPLAIN and the like.</summary>
    private List<SqlOption> UtilityOptions()
    {
        Expect(LeftParen);
        var options = new List<SqlOption>();
        do
        {
            var first = _at;
            var name = _code is ANALYZE or ANALYSE or FormatJson ? TakeName() : NonReservedWord();
            var value = _code is Comma or RightParen ? null : WordOrNumber();
            options.Add(Finish(new SqlOption(null, name, value), first));
        }
        while (Accept(Comma));
        Expect(RightParen);
        return options;
    }

    /// <summary>TRUE, FALSE, ON, a word, a string or a number.</summary>
    private SqlOptionValue WordOrNumber()
    {
        var first = _at;
        if (_code is TRUE or FALSE or ON) return Finish(new SqlOptionValue(TakeName().Value), first);
        return Finish(new SqlOptionValue(IsNumber ? Number() : WordOrString()), first);
    }

    private SqlOption Flag(string name)
    {
        var first = _at;
        Next();
        return Finish(new SqlOption(null, Finish(new SqlName(name), first), null), first);
    }

    /// <summary>OPTIONS (name 'value', …), none allowed.</summary>
    private IReadOnlyList<SqlOption> ForeignOptions() => _code == OPTIONS && Peek() == LeftParen ? ForeignOptionList(canChange: false) : NoOptions;

    private List<SqlOption> ForeignOptionList(bool canChange)
    {
        Expect(OPTIONS, LeftParen);
        var options = new List<SqlOption>();
        do
        {
            var first = _at;
            var action = OptionAction.None;
            if (canChange && Peek() != SConst)
            {
                action = Accept(SET) ? OptionAction.Set : Accept(ADD) ? OptionAction.Add : Accept(DROP) ? OptionAction.Drop : OptionAction.None;
            }

            var name = Label();
            var value = action == OptionAction.Drop ? null : StringOption();
            options.Add(Finish(new SqlOption(null, name, value, action), first));
        }
        while (Accept(Comma));
        Expect(RightParen);
        return options;
    }

    private SqlOptionValue StringOption()
    {
        var first = _at;
        return Finish(new SqlOptionValue(String()), first);
    }

    private List<SequenceOption> SequenceOptions()
    {
        var options = new List<SequenceOption>();
        while (SequenceOption() is { } option) options.Add(option);
        return options;
    }

    private IReadOnlyList<SequenceOption> ParenthesizedSequenceOptions()
    {
        if (!Accept(LeftParen)) return [];
        var options = SequenceOptions();
        if (options.Count == 0) Fail();
        Expect(RightParen);
        return options;
    }

    private SequenceOption? SequenceOption()
    {
        var first = _at;
        switch (_code)
        {
            case AS:
                Next();
                return Finish(new SequenceOption("as", null, Type: SimpleTypeName()), first);
            case CACHE or MAXVALUE or MINVALUE:
                return Finish(new SequenceOption(TakeName().Value, Number()), first);
            case CYCLE or LOGGED or UNLOGGED:
                return Finish(new SequenceOption(TakeName().Value, ""), first);
            case NO when Peek() is CYCLE or MAXVALUE or MINVALUE:
                Next();
                return Finish(new SequenceOption(TakeName().Value, null), first);
            case INCREMENT:
                Next();
                Accept(BY);
                return Finish(new SequenceOption("increment", Number()), first);
            case OWNED:
                Next();
                Expect(BY);
                return Finish(new SequenceOption("owned by", null, AnyName()), first);
            case SEQUENCE:
                Next();
                Expect(NAME);
                return Finish(new SequenceOption("sequence name", null, AnyName()), first);
            case START:
                Next();
                Accept(WITH);
                return Finish(new SequenceOption("start", Number()), first);
            case RESTART:
                Next();
                var hasNumber = Accept(WITH) || IsNumber;
                return Finish(new SequenceOption("restart", hasNumber ? Number() : null), first);
            default:
                return null;
        }
    }
}

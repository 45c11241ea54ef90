using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>ALTER COLUMN.</content>
public sealed partial class SqlParser
{
    private AlterTableCommand AlterColumn()
    {
        Accept(COLUMN);
        if (_code == IConst)
        {
            var at = _at;
            var number = Integer();
            if (number is <= 0 or > short.MaxValue) Fail($"column number must be in range from 1 to {short.MaxValue}", at);
            Expect(SET, STATISTICS);
            return new("SetStatistics", Value: StatisticsValue());
        }

        var name = ColId();
        switch (_code)
        {
            case SET:
                Next();
                return SetOfColumn(name);
            case DROP:
                Next();
                return DropFromColumn(name);
            case TYPE:
                return ColumnType(name);
            case RESET when Peek() == LeftParen:
                Next();
                return new("ResetOptions", name, Options: RelationOptions());
            case RESTART:
                return IdentityOptions(name);
            case ADD:
                Next();
                Expect(GENERATED);
                var first = _at - 1;
                var isAlways = GeneratedWhen();
                Expect(AS, IDENTITY);
                var identity = Finish(new GeneratedValue(isAlways, null, ParenthesizedSequenceOptions()), first);
                return new("AddIdentity", name, Constraint: Finish(new ConstraintDefinition(ConstraintKind.Identity, null, NoNames, Generated: identity), first));
            default:
                return new("AlterColumnGenericOptions", name, Options: ForeignOptionList(canChange: true));
        }
    }

    private string? StatisticsValue() => Accept(DEFAULT) ? null : SignedInteger().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private AlterTableCommand SetOfColumn(SqlName name)
    {
        switch (_code)
        {
            case DEFAULT:
                Next();
                return new("ColumnDefault", name, Expression: Expression());
            case NOT:
                Next();
                Expect(NULL);
                return new("SetNotNull", name);
            case EXPRESSION:
                Next();
                Expect(AS);
                return new("SetExpression", name, Expression: ParenthesizedExpression());
            case STATISTICS:
                Next();
                return new("SetStatistics", name, Value: StatisticsValue());
            case LeftParen:
                return new("SetOptions", name, Options: RelationOptions());
            case STORAGE:
                Next();
                return new("SetStorage", name, Value: NameOrDefault().Value);
            case COMPRESSION:
                Next();
                return new("SetCompression", name, Value: NameOrDefault().Value);
            case DATA:
                Next();
                return ColumnType(name);
            default:
                if (!_failed) _code = _tokens[--_at].Code;
                return IdentityOptions(name);
        }
    }

    private AlterTableCommand DropFromColumn(SqlName name)
    {
        if (Accept(DEFAULT)) return new("ColumnDefault", name);
        if (Accept(NOT, NULL)) return new("DropNotNull", name);
        if (Accept(EXPRESSION)) return new("DropExpression", name, MissingOk: AcceptIfExists());
        Expect(IDENTITY);
        return new("DropIdentity", name, MissingOk: AcceptIfExists());
    }

    private AlterTableCommand ColumnType(SqlName name)
    {
        var first = _at;
        Expect(TYPE);
        var type = TypeName();
        var collation = Accept(COLLATE) ? AnyName() : null;
        var column = Finish(new ColumnDefinition(name, type, [], collation, null, null, NoOptions), first);
        return new("AlterColumnType", name, column, Expression: Accept(USING) ? Expression() : null);
    }

    private AlterTableCommand IdentityOptions(SqlName name)
    {
        var options = new List<SequenceOption>();
        string? generated = null;
        while (_code is RESTART or SET)
        {
            if (Accept(SET))
            {
                if (Accept(GENERATED))
                {
                    generated = GeneratedWhen() ? "always" : "by default";
                    continue;
                }

                if (_code is RESTART or OWNED or AS or SEQUENCE) Fail();
            }

            if (SequenceOption() is { } option) options.Add(option);
            else Fail();
        }

        return new("SetIdentity", name, SequenceOptions: options, Value: generated);
    }
}

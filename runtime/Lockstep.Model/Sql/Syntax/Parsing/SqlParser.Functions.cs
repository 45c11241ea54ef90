using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Functions, procedures and aggregates.</content>
public sealed partial class SqlParser
{
    private List<FunctionParameter> Parameters(bool canHaveDefaults)
    {
        Expect(LeftParen);
        var parameters = new List<FunctionParameter>();
        if (Accept(RightParen)) return parameters;
        do parameters.Add(Parameter(canHaveDefaults));
        while (Accept(Comma));
        Expect(RightParen);
        return parameters;
    }

    private FunctionParameter Parameter(bool canHaveDefault)
    {
        var first = _at;
        var mode = ParameterMode();
        SqlName? name = null;
        if (Is(TokenClasses.TypeOrFunction) && (IsNext(TokenClasses.Type) || (mode is null && Peek() is IN or OUT or INOUT or VARIADIC)) && !(_code == DOUBLE && Peek() == PRECISION))
        {
            name = TakeName();
            mode ??= ParameterMode();
        }

        var type = FunctionType();
        SqlExpression? value = null;
        if (canHaveDefault && (Accept(DEFAULT) || Accept(Equal))) value = Expression();
        return Finish(new FunctionParameter(mode, name, type, value), first);
    }

    private string? ParameterMode()
    {
        if (Accept(IN)) return Accept(OUT) ? "inout" : "in";
        if (Accept(OUT)) return "out";
        if (Accept(INOUT)) return "inout";
        return Accept(VARIADIC) ? "variadic" : null;
    }

    /// <summary>The parameters of an aggregate; null for a star.</summary>
    private List<FunctionParameter> AggregateParameters()
    {
        Expect(LeftParen);
        var parameters = new List<FunctionParameter>();
        if (Accept(Star))
        {
            Expect(RightParen);
            return parameters;
        }

        if (_code != ORDER)
        {
            do parameters.Add(Parameter(canHaveDefault: false));
            while (Accept(Comma));
        }

        if (Accept(ORDER, BY))
        {
            do parameters.Add(Parameter(canHaveDefault: false));
            while (Accept(Comma));
        }

        Expect(RightParen);
        return parameters;
    }

    private CreateFunctionStatement CreateFunction(int first, bool orReplace)
    {
        var isProcedure = _code == PROCEDURE;
        Next();
        var name = FunctionName();
        var parameters = Parameters(canHaveDefaults: true);
        SqlTypeName? returns = null;
        var table = new List<FunctionParameter>();
        if (!isProcedure && Accept(RETURNS))
        {
            if (Accept(TABLE)) table = TableColumns();
            else returns = FunctionType();
        }

        var options = new List<FunctionOption>();
        while (FunctionOption(isCreate: true) is { } option) options.Add(option);
        return Finish(
            new CreateFunctionStatement(name, isProcedure, orReplace, parameters, returns, table, options, RoutineBody()), first);
    }

    private List<FunctionParameter> TableColumns()
    {
        Expect(LeftParen);
        var columns = new List<FunctionParameter>();
        do
        {
            var first = _at;
            var name = Name(TokenClasses.TypeOrFunction);
            columns.Add(Finish(new FunctionParameter("table", name, FunctionType(), null), first));
        }
        while (Accept(Comma));
        Expect(RightParen);
        return columns;
    }

    private FunctionOption? FunctionOption(bool isCreate)
    {
        var first = _at;
        switch (_code)
        {
            case AS when isCreate:
                Next();
                var code = CodeOption("as", first);
                if (Accept(Comma)) String();
                return Finish(code, first);
            case LANGUAGE when isCreate:
                Next();
                return Finish(new FunctionOption("language", WordOrString()), first);
            case TRANSFORM when isCreate:
                Next();
                do
                {
                    Expect(FOR, TYPE);
                    TypeName();
                }
                while (Accept(Comma));
                return Finish(new FunctionOption("transform", null), first);
            case WINDOW when isCreate:
                Next();
                return Finish(new FunctionOption("window", null), first);
            case CALLED:
                Next();
                Expect(ON, NULL);
                Expect(INPUT);
                return Finish(new FunctionOption("strict", "false"), first);
            case RETURNS:
                Next();
                Expect(NULL, ON);
                Expect(NULL, INPUT);
                return Finish(new FunctionOption("strict", "true"), first);
            case STRICT:
                Next();
                return Finish(new FunctionOption("strict", "true"), first);
            case IMMUTABLE or STABLE or VOLATILE:
                return Finish(new FunctionOption("volatility", TakeName().Value), first);
            case EXTERNAL or SECURITY:
                Accept(EXTERNAL);
                Expect(SECURITY);
                var definer = Accept(DEFINER);
                if (!definer) Expect(INVOKER);
                return Finish(new FunctionOption("security", definer ? "definer" : "invoker"), first);
            case LEAKPROOF:
                Next();
                return Finish(new FunctionOption("leakproof", "true"), first);
            case NOT:
                Next();
                Expect(LEAKPROOF);
                return Finish(new FunctionOption("leakproof", "false"), first);
            case COST or ROWS:
                return Finish(new FunctionOption(TakeName().Value, Number()), first);
            case SUPPORT:
                Next();
                return Finish(new FunctionOption("support", AnyName().ToString()), first);
            case PARALLEL:
                Next();
                return Finish(new FunctionOption("parallel", ColId().Value), first);
            case SET:
                Next();
                return Finish(new FunctionOption("set", null, Set: Finish(SetRestMore(isLocal: false), first)), first);
            case RESET:
                return Finish(new FunctionOption("set", null, Set: Finish(Reset(), first)), first);
            default:
                return null;
        }
    }

    /// <summary>A string of code with its place.</summary>
    private FunctionOption CodeOption(string name, int first)
    {
        var token = _tokens[_at];
        var text = String();
        return Finish(new FunctionOption(name, text, new SqlSpan(token.Start, token.End - token.Start)), first);
    }

    private List<SqlStatement>? RoutineBody()
    {
        if (_code == RETURN) return [Return()];
        if (_code != BEGIN || Peek() != ATOMIC) return null;
        Next();
        Next();
        var body = new List<SqlStatement>();
        while (_code is not (END or TokenCode.End))
        {
            if (_code != Semicolon) body.Add(_code == RETURN ? Return() : NestedStatement());
            Expect(Semicolon);
        }

        Expect(END);
        return body;
    }

    private SqlStatement NestedStatement()
    {
        if (!Enter()) return new ErrorStatement(null, "", 0, 0);
        var statement = Statement();
        _depth--;
        return statement;
    }

    private ReturnStatement Return()
    {
        var first = _at;
        Expect(RETURN);
        return Finish(new ReturnStatement(Expression()), first);
    }

    private SqlStatement AlterRoutine(string kind, int first)
    {
        var reference = Routine(kind);
        if (AlterCommon(reference, first) is { } common) return common;
        if (_code == DEPENDS || (_code == NO && Peek() == DEPENDS)) return Depends(reference, null, first);
        var options = new List<FunctionOption>();
        while (FunctionOption(isCreate: false) is { } option) options.Add(option);
        if (options.Count == 0) Fail();
        Accept(RESTRICT);
        return Finish(new AlterFunctionStatement(reference, options), first);
    }

    private DoStatement Do()
    {
        var first = _at;
        Expect(DO);
        var options = new List<FunctionOption>();
        do
        {
            var at = _at;
            if (Accept(LANGUAGE)) options.Add(Finish(new FunctionOption("language", WordOrString()), at));
            else options.Add(CodeOption("as", at));
        }
        while (_code is SConst or LANGUAGE);
        return Finish(new DoStatement(options), first);
    }

    private DefineStatement CreateAggregate(int first, bool orReplace)
    {
        var at = _at;
        Expect(AGGREGATE);
        var name = FunctionName();

        // Before 8.2 the base type was among the options.
        var isOld = _code == LeftParen && Peek() == Ident && Peek(2) == Equal;
        var parameters = isOld ? null : AggregateParameters();
        var reference = Finish(new ObjectReference("AGGREGATE", name, Parameters: parameters), at);
        return Finish(new DefineStatement(reference, orReplace, false, Definition(), null), first);
    }
}

using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Operators and their classes, casts, transforms, conversions, languages, access methods.</content>
public sealed partial class SqlParser
{
    private SqlStatement CreateOperator(int first)
    {
        var at = _at;
        Expect(OPERATOR);
        if (_code == CLASS && Peek() != Dot) return CreateOperatorClass(first);
        if (_code == FAMILY && Peek() != Dot)
        {
            Next();
            var family = AnyName();
            Expect(USING);
            return Finish(new CreateOperatorFamilyStatement(family, ColId()), first);
        }

        var reference = Finish(new ObjectReference("OPERATOR", null, Operator: AnyOperator()), at);
        return Finish(new DefineStatement(reference, false, false, Definition(), null), first);
    }

    private CreateOperatorClassStatement CreateOperatorClass(int first)
    {
        Expect(CLASS);
        var name = AnyName();
        var isDefault = Accept(DEFAULT);
        Expect(FOR, TYPE);
        var type = TypeName();
        Expect(USING);
        var method = ColId();
        var family = Accept(FAMILY) ? AnyName() : null;
        Expect(AS);
        return Finish(new CreateOperatorClassStatement(name, isDefault, type, method, family, OperatorClassItems(isDrop: false)), first);
    }

    private List<OperatorClassItem> OperatorClassItems(bool isDrop)
    {
        var items = new List<OperatorClassItem>();
        do
        {
            var first = _at;
            items.Add(Finish(OperatorClassItem(isDrop), first));
        }
        while (Accept(Comma));
        return items;
    }

    private OperatorClassItem OperatorClassItem(bool isDrop)
    {
        if (!isDrop && Accept(STORAGE)) return new("storage", 0, null, [TypeName()], null);
        var isOperator = Accept(OPERATOR);
        if (!isOperator) Expect(FUNCTION);
        var number = Integer();
        if (isDrop) return new(isOperator ? "operator" : "function", number, null, ParenthesizedTypes(), null);
        if (!isOperator)
        {
            IReadOnlyList<SqlTypeName> types = _code == LeftParen ? ParenthesizedTypes() : [];
            return new("function", number, Routine("FUNCTION"), types, null);
        }

        var at = _at;
        var symbol = AnyOperator();
        IReadOnlyList<SqlTypeName> operands = _code == LeftParen ? OperatorTypes() : [];
        var reference = Finish(new ObjectReference("OPERATOR", null, Types: operands, Operator: symbol), at);
        SqlNamePath? order = null;
        if (Accept(FOR) && !Accept(SEARCH))
        {
            Expect(ORDER, BY);
            order = AnyName();
        }

        return new("operator", number, reference, operands, order);
    }

    private SqlStatement AlterOperatorFamily(ObjectReference family, int first)
    {
        var isDrop = Accept(DROP);
        if (!isDrop) Expect(ADD);
        var method = family.Parent?.Last ?? NoName;
        return Finish(new AlterOperatorFamilyStatement(family.Name ?? Single(NoName), method, isDrop, OperatorClassItems(isDrop)), first);
    }

    private CreateCastStatement CreateCast(int first)
    {
        Expect(CAST, LeftParen);
        var source = TypeName();
        Expect(AS);
        var target = TypeName();
        Expect(RightParen);
        ObjectReference? function = null;
        var isInOut = false;
        if (Accept(WITHOUT))
        {
            Expect(FUNCTION);
        }
        else
        {
            Expect(WITH);
            isInOut = Accept(INOUT);
            if (!isInOut)
            {
                Expect(FUNCTION);
                function = Routine("FUNCTION");
            }
        }

        var context = "explicit";
        if (Accept(AS))
        {
            context = _code == IMPLICIT ? "implicit" : "assignment";
            if (!Accept(IMPLICIT)) Expect(ASSIGNMENT);
        }

        return Finish(new CreateCastStatement(source, target, function, isInOut, context), first);
    }

    private CreateTransformStatement CreateTransform(int first, bool orReplace)
    {
        Expect(TRANSFORM, FOR);
        var type = TypeName();
        Expect(LANGUAGE);
        var language = ColId();
        Expect(LeftParen);
        ObjectReference? from = null;
        ObjectReference? to = null;
        do
        {
            var isFrom = _code == FROM && from is null;
            if (isFrom) Next();
            else if (to is null) Expect(TO);
            else Fail();
            Expect(SQL, WITH);
            Expect(FUNCTION);
            if (isFrom) from = Routine("FUNCTION");
            else to = Routine("FUNCTION");
        }
        while (Accept(Comma));
        Expect(RightParen);
        return Finish(new CreateTransformStatement(type, language, orReplace, from, to), first);
    }

    private CreateConversionStatement CreateConversion(int first)
    {
        var isDefault = Accept(DEFAULT);
        Expect(CONVERSION);
        var name = AnyName();
        Expect(FOR);
        var source = String();
        Expect(TO);
        var target = String();
        Expect(FROM);
        return Finish(new CreateConversionStatement(name, isDefault, source, target, AnyName()), first);
    }

    private CreateLanguageStatement CreateLanguage(int first, bool orReplace)
    {
        var isTrusted = Accept(TRUSTED);
        Accept(PROCEDURAL);
        Expect(LANGUAGE);
        var name = ColId();
        if (!Accept(HANDLER)) return Finish(new CreateLanguageStatement(name, orReplace, isTrusted, null, null, null), first);
        var handler = AnyName();
        var inline = Accept(INLINE) ? AnyName() : null;
        SqlNamePath? validator = null;
        if (Accept(VALIDATOR)) validator = AnyName();
        else Accept(NO, VALIDATOR);
        return Finish(new CreateLanguageStatement(name, orReplace, isTrusted, handler, inline, validator), first);
    }

    private CreateAccessMethodStatement CreateAccessMethod(int first)
    {
        Expect(ACCESS, METHOD);
        var name = ColId();
        Expect(TYPE);
        var isIndex = Accept(INDEX);
        if (!isIndex) Expect(TABLE);
        Expect(HANDLER);
        return Finish(new CreateAccessMethodStatement(name, isIndex, AnyName()), first);
    }
}

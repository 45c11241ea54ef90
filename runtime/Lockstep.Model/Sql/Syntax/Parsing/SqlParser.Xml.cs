using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>The functions of SQL/XML.</content>
public sealed partial class SqlParser
{
    private SpecialCallExpression XmlCall()
    {
        var code = _code;
        var (first, name) = Open();
        var items = new List<SqlExpression>();
        SqlTypeName? type = null;
        switch (code)
        {
            case XMLELEMENT:
                Expect(NAME);
                Label();
                if (Accept(Comma)) XmlContent(items);
                break;
            case XMLPI:
                Expect(NAME);
                Label();
                if (Accept(Comma)) items.Add(Expression());
                break;
            case XMLEXISTS:
                items.Add(Primary());
                XmlPassing(items);
                break;
            case XMLFOREST:
                XmlAttributes(items);
                break;
            case XMLPARSE:
                XmlKind();
                items.Add(Expression());
                if (_code is PRESERVE or STRIP)
                {
                    Next();
                    Expect(WHITESPACE);
                }

                break;
            case XMLROOT:
                XmlRoot(items);
                break;
            default:
                XmlKind();
                items.Add(Expression());
                Expect(AS);
                type = SimpleTypeName();
                if (!Accept(INDENT)) Accept(NO, INDENT);
                break;
        }

        return Close(name, items, first, type);
    }

    private void XmlKind()
    {
        if (!Accept(DOCUMENT)) Expect(CONTENT);
    }

    private void XmlContent(List<SqlExpression> items)
    {
        if (_code == XMLATTRIBUTES && Peek() == LeftParen)
        {
            Next();
            Next();
            XmlAttributes(items);
            Expect(RightParen);
            if (!Accept(Comma)) return;
        }

        items.AddRange(Expressions());
    }

    private void XmlAttributes(List<SqlExpression> items)
    {
        do
        {
            items.Add(Expression());
            if (Accept(AS)) Label();
        }
        while (Accept(Comma));
    }

    private void XmlPassing(List<SqlExpression> items)
    {
        Expect(PASSING);
        XmlMechanism();
        items.Add(Primary());
        XmlMechanism();
    }

    private void XmlMechanism()
    {
        if (!Accept(BY)) return;
        if (!Accept(REF)) Expect(VALUE);
    }

    private void XmlRoot(List<SqlExpression> items)
    {
        items.Add(Expression());
        Expect(Comma);
        Expect(VERSION);
        if (!Accept(NO, VALUE)) items.Add(Expression());
        if (!Accept(Comma)) return;
        Expect(STANDALONE);
        if (Accept(YES)) return;
        Expect(NO);
        Accept(VALUE);
    }

    /// <summary>XMLTABLE, in FROM.</summary>
    private SpecialCallExpression XmlTable()
    {
        var (first, name) = Open();
        var items = new List<SqlExpression>();
        if (_code == XMLNAMESPACES && Peek() == LeftParen)
        {
            Next();
            Next();
            do
            {
                var isDefault = Accept(DEFAULT);
                items.Add(RestrictedExpression());
                if (isDefault) continue;
                Expect(AS);
                Label();
            }
            while (Accept(Comma));
            Expect(RightParen);
            Expect(Comma);
        }

        items.Add(Primary());
        XmlPassing(items);
        Expect(COLUMNS);
        do XmlColumn(items);
        while (Accept(Comma));
        return Close(name, items, first);
    }

    private void XmlColumn(List<SqlExpression> items)
    {
        ColId();
        if (Accept(FOR))
        {
            Expect(ORDINALITY);
            return;
        }

        TypeName();
        while (true)
        {
            if (Accept(NULL) || Accept(NOT, NULL)) continue;
            if (_code is not (Ident or DEFAULT or PATH)) return;
            Next();
            items.Add(RestrictedExpression());
        }
    }
}

using System.Text;

namespace Weft.Books.Formats.Pdf;

/// <summary>Evens the characters of PDFs: signs that only fonts need become the letters that they show.</summary>
internal static class PdfCharacters
{
    /// <summary>Radicals of simplified Chinese that Unicode does not tie to the characters they look like; fonts share their pictures.</summary>
    private const string Radicals =
        "⺁厂⺉刂⺊卜⺎兀⺒巳⺓幺⺖忄⺘扌⺙攵⺛旡⺝月⺟母⺠民⺡氵⺣灬⺤爫⺨犭⺩王⺬礻⺮竹⺺肀⺼月⺾艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻉贝⻋车⻌辶⻍辶"
        + "⻏阝⻐钅⻑長⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟";

    /// <summary>The characters that the radicals from U+2F00 on look like. Unicode's own tables are not at hand where the program runs without cultures.</summary>
    private const string Kangxi =
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生"
        + "用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
        + "黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

    /// <summary>The characters that the doubles from U+F900 on stand for.</summary>
    private const string Doubles =
        "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北"
        + "磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉"
        + "杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼"
        + "館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘";

    /// <summary>From U+FB00 on.</summary>
    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <param name="value">Of one glyph.</param>
    public static string Even(string value)
    {
        if (value.Length == 1 && value[0] is >= ' ' and < '\u0080' or > '\u3000' and < '\uE000')
            return value;
        var even = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is '\u00A0' or '\t' or '\n' or '\r')
                even.Append(' ');
            else if (c is '\u2329' or '\u232A')
                even.Append(c == '\u2329' ? '〈' : '〉');
            else if (c is >= '\u2F00' and <= '\u2FD5')
                even.Append(Kangxi[c - '\u2F00']);
            else if (c >= '\uF900' && c - '\uF900' < Doubles.Length)
                even.Append(Doubles[c - '\uF900']);
            else if (c is >= '\uFB00' and <= '\uFB06')
                even.Append(Ligatures[c - '\uFB00']);
            else if (c is >= '\u2E80' and <= '\u2EFF' && Radicals.IndexOf(c) is >= 0 and var at && at % 2 == 0)
                even.Append(Radicals[at + 1]);
            else if (!char.IsControl(c) && c != '\uFEFF')
                even.Append(c);
        }
        return even.ToString();
    }
}

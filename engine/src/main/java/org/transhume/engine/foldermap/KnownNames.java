package org.transhume.engine.foldermap;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.transhume.mail.SpecialUse;

/**
 * The names that mail programs and servers give to special folders, by language: Outlook and
 * Exchange, Thunderbird, Apple Mail, Gmail and the usual webmails. Compared without regard to case,
 * composition and marks of direction.
 */
final class KnownNames {
  /** The uses that are known by name, in the order they are looked for. */
  static final List<SpecialUse> USES =
      List.of(
          SpecialUse.SENT,
          SpecialUse.DRAFTS,
          SpecialUse.TRASH,
          SpecialUse.JUNK,
          SpecialUse.ARCHIVE);

  /** One line a language, its names parted by bars; the earlier a name, the more usual. */
  private static final Map<SpecialUse, String> NAMES =
      Map.of(
          SpecialUse.SENT,
          """
          Sent|Sent Items|Sent Messages|Sent Mail|Sent Objects
          Éléments envoyés|Messages envoyés|Envoyés|Objets envoyés|Courrier envoyé
          Gesendete Elemente|Gesendete Objekte|Gesendet|Gesendete Nachrichten
          Elementos enviados|Enviados|Correo enviado|Mensajes enviados
          Posta inviata|Inviati|Inviata|Messaggi inviati
          Itens Enviados|E-mails enviados|Mensagens enviadas|Correio enviado
          Verzonden items|Verzonden|Verzonden berichten
          Sendt post|Sendt|Sendte mails|Sendte elementer|Sendte beskeder
          Skickat|Skickade objekt|Skickade meddelanden
          Sendt e-post
          Lähetetyt|Lähetetyt viestit
          Elementy wysłane|Wysłane
          Odeslaná pošta|Odeslané
          Odoslaná pošta|Odoslané
          Elküldött elemek|Elküldött üzenetek|Elküldött
          Elemente trimise|Mesaje trimise|Trimise
          Poslana pošta|Poslano
          Απεσταλμένα
          Gönderilmiş Öğeler|Gönderilmiş|Gönderilenler
          Отправленные|Отправленные элементы
          Надіслані|Надіслані елементи
          Изпратени
          Послато|Послате
          Enviats
          Bidalita|Bidaliak
          送信済みアイテム|送信済み|送信済みメール
          已发送邮件|已发送|已发送消息
          寄件備份
          보낸 편지함
          פריטים שנשלחו|נשלח
          العناصر المرسلة|البريد المرسل|المرسل
          Išsiųsti|Išsiųsti laiškai
          Nosūtītās
          Saadetud
          """,
          SpecialUse.DRAFTS,
          """
          Drafts|Draft
          Brouillons
          Entwürfe
          Borradores|Borrador
          Bozze
          Rascunhos
          Concepten
          Kladder|Kladde|Udkast
          Utkast
          Kladd
          Luonnokset
          Wersje robocze|Kopie robocze|Szkice
          Koncepty|Rozepsané
          Rozpísané správy
          Piszkozatok|Vázlatok
          Ciorne|Mesaje nefinalizate|Schițe
          Skice|Nacrti|Osnutki
          Πρόχειρα
          Taslaklar|Taslak
          Черновики
          Чернетки
          Чернови
          Нацрти
          Esborranys
          Zirriborroak
          下書き
          草稿|草稿箱
          草稿匣
          임시 보관함
          טיוטות
          المسودات
          Juodraščiai
          Melnraksti
          Mustandid
          """,
          SpecialUse.TRASH,
          """
          Trash|Deleted Items|Deleted Messages|Bin|Rubbish|Deleted
          Éléments supprimés|Corbeille|Poubelle|Messages supprimés
          Gelöschte Elemente|Gelöschte Objekte|Papierkorb|Gelöscht
          Elementos eliminados|Papelera|Eliminados|Elementos borrados
          Posta eliminata|Cestino|Elementi eliminati|Eliminata
          Itens Excluídos|Lixeira|Itens Eliminados|Caixote do lixo|Lixo
          Verwijderde items|Prullenbak
          Slettet post|Papirkurv|Slettede elementer|Slettede beskeder
          Borttaget|Borttagna objekt|Papperskorgen
          Slettet
          Poistetut|Roskakori
          Elementy usunięte|Usunięte|Kosz
          Odstraněná pošta|Odstraněné položky|Koš
          Odstránené položky|Odpadkový kôš|Kôš
          Törölt elemek|Lomtár|Kuka
          Elemente șterse|Coș de gunoi|Gunoi
          Obrisane stavke|Smeće|Smeti
          Διαγραμμένα|Κάδος απορριμμάτων
          Silinmiş Öğeler|Çöp Kutusu|Çöp
          Удаленные|Удалённые|Корзина
          Видалені|Видалені елементи|Кошик
          Изтрити|Кошче
          Избрисано|Смеће
          Elements suprimits|Paperera
          Papeleira
          Zakarrontzia
          削除済みアイテム|ごみ箱|ゴミ箱
          已删除邮件|已删除消息|废件箱|回收站
          刪除的郵件|已刪除項目|垃圾桶
          지운 편지함|휴지통
          פריטים שנמחקו|אשפה
          العناصر المحذوفة|المهملات
          Šiukšliadėžė
          Atkritne
          Prügikast
          """,
          SpecialUse.JUNK,
          """
          Junk|Junk E-mail|Junk Email|Spam|Bulk Mail|Bulk|Junk Mail
          Courrier indésirable|Indésirables|Pourriel
          Junk-E-Mail|Spamverdacht|Unerwünscht
          Correo no deseado|Correo electrónico no deseado|Basura|No deseado
          Posta indesiderata|Indesiderata
          Lixo Eletrônico|E-mail de Lixo|Correio Lixo|Lixo electrónico
          Ongewenste e-mail|Ongewenst
          Uønsket mail|Uønsket e-mail
          Skräppost|Skräp
          Søppelpost|Uønsket e-post
          Roskaposti
          Wiadomości-śmieci|Niechciane
          Nevyžádaná pošta
          Nevyžiadaná pošta
          Levélszemét|Kéretlen
          Mesaje nedorite|Nesolicitate
          Neželjena pošta|Neželena pošta
          Ανεπιθύμητη αλληλογραφία|Ανεπιθύμητα
          Önemsiz E-posta|Gereksiz|İstenmeyen
          Нежелательная почта|Спам
          Небажана пошта
          Нежелана поща
          Непожељна пошта
          Correu brossa
          Correo lixo
          Zabor-posta
          迷惑メール
          垃圾邮件|垃圾箱|垃圾
          垃圾郵件|垃圾信件
          정크 메일|스팸|스팸 편지함
          דואר זבל|זבל
          البريد غير الهام|الرسائل غير المرغوب فيها
          Šlamštas
          Mēstules
          Rämpspost
          """,
          SpecialUse.ARCHIVE,
          """
          Archive|Archives
          Archiv
          Archivo|Archivos|Archivados
          Archivio|Archivi
          Arquivo Morto|Arquivo|Arquivos
          Archief|Archieven
          Arkiv|Arkiveret mails
          Arkeverat
          Arkisto
          Archiwum
          Archív
          Archívum
          Arhivă|Arhiva
          Arhiv
          Αρχειοθέτηση
          Arşiv
          Архив
          Архів
          Архива
          Arxiu
          Artxiboa
          アーカイブ
          存档|归档
          封存|存檔
          보관함|저장 편지함
          ארכיון
          الأرشيف
          Archyvas
          Arhīvs
          Arhiiv
          """);

  private static final Map<SpecialUse, List<String>> FOLDED = folded();

  private KnownNames() {}

  private static Map<SpecialUse, List<String>> folded() {
    var folded = new java.util.EnumMap<SpecialUse, List<String>>(SpecialUse.class);
    NAMES.forEach(
        (use, names) -> {
          var each = new ArrayList<String>();
          names.lines().forEach(line -> each.addAll(List.of(fold(line).split("\\|"))));
          folded.put(use, List.copyOf(each));
        });
    return Collections.unmodifiableMap(folded);
  }

  /** All names of a use, folded, the more usual first within a language. */
  static List<String> of(SpecialUse use) {
    return FOLDED.getOrDefault(use, List.of());
  }

  /** How usual a level is as the name of {@code use}, 0 the most; absent if it is none. */
  static Optional<Integer> rank(String level, SpecialUse use) {
    int rank = of(use).indexOf(fold(level));
    return rank < 0 ? Optional.empty() : Optional.of(rank);
  }

  /**
   * One form for names that look the same; marks of direction (U+200E, U+200F) count for nothing.
   */
  private static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .replaceAll("[\u200e\u200f]", "")
        .toLowerCase(Locale.ROOT)
        // The Turkish letters: İ has become i with a dot above, ı never had one.
        .replace("i\u0307", "i")
        .replace('\u0131', 'i')
        .strip();
  }
}

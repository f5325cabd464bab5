/** What each measure counts, in Japanese; the API says it in English. */
export default {
  participationsAccepted:
    '案件に受け入れられた人数を、参加が始まる日(到着するまでは予定日)で数えます。取消しや不参加は除きます。同じ人が2つの案件に参加すると2人と数えます。',
  participationsCompleted: '修了した日で数えた参加の数です。',
  participationsWithdrawn: '途中で終了した参加を、終了した日で数えます。',
  participationsContinuing:
    '期間の前に始まり、期間の前には終わっていない参加の数です。初日の主管機関に数えます。基準日にまだ始まっていない期間にはありません。',
  participationsActive: '期間内に受け入れられた参加と、前から継続している参加の数です。',
  personDays:
    '到着から終了まで(両日を含む)の日数のうち、期間内で基準日までのものです。各日はその日の主管機関に数えます。終了の記録がない人は滞在中とみなします。',
  persons: '期間内に受け入れられた参加の実人数です。統合された記録は1人と数えます。',
  countries: '期間内に受け入れられた参加の、派遣国・地域の数です。',
  programsProposed: '提案された日で数えた案件の数です。',
  programsAdopted: '採択された日で数えた案件の数です。',
  programsRejected: '不採択となった日で数えた案件の数です。',
  programsWithdrawn: '提案者が取り下げた日で数えた案件の数です。',
  programsContracted: '契約の日で数えた案件の数です。',
  programsStarted: '開始した日で数えた案件の数です。',
  programsCompleted: '終了した日で数えた案件の数です。',
  programsCancelled: '終了前に中止された案件を、中止の日で数えます。',
  programsActive: '期間中のいずれかの日に実施されていた案件の数です。期間の前に終了または中止されたものは除きます。',
  agreementsSigned: '締結された日で数えた協定の数です。当事者が2者でも1件と数えます。',
  agreementsRenewed: '合意または自動による更新を、それによって加わる期間の初日で数えます。更新ごとに数えます。',
  agreementsAmended: '変更に合意した日で数えます。変更ごとに数えます。',
  agreementsTerminated: '解約の日で数えた協定の数です。',
  agreementsExpired: '最後の期間の末日で数えた協定の数です。解約または後継の協定により終わったものは除きます。',
  agreementsInForce: '期間の末日(基準日がそれより前であれば基準日)に有効な協定の数です。',
  agreementsExpiring: 'その日に有効で、最後の期間が指定の日数(指定がなければ90日)以内に終わる協定の数です。',
  localGovernmentsInForce: 'その日に有効な協定の当事者である地方自治体の数です。',
  prefecturesInForce: 'その日に有効な協定の当事者がある、または当事者である都道府県の数です。',
  prefecturesInForceShare: 'それらの都道府県が全47都道府県に占める割合(小数第4位まで)です。',
  firstAgreementSignedOn: '期間内で最初の協定が締結された日です。',
};
